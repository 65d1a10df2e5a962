package fr.oubli.setup.benchmark;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * One thing to measure: rows to restore, and three ways to the same end, which are the purge, a
 * bare statement and the usual way.
 *
 * @param restore statements that bring the tables to the same state before every measurement
 * @param bare one statement with no holds and no evidence
 * @param left counts the due rows that remain
 */
record Bench(String name, List<String> restore, String bare, PagedRows usual, String left) {

  /**
   * The work as the usual way does it.
   *
   * @param row what it makes of each row
   * @param due which rows its pages take
   * @param statement what it runs for each row, by its {@code id}
   */
  record PagedRows(String table, Class<?> row, String due, String statement) {}

  void restore(JdbcTemplate jdbc) {
    restore.forEach(jdbc::execute);
    // The watermarks do not know that the rows came back; without them every row is looked at.
    jdbc.execute("truncate oubli.look, oubli.waiting");
    jdbc.execute("checkpoint");
  }

  long remaining(JdbcTemplate jdbc) {
    Long count = jdbc.queryForObject(left, Long.class);
    return count == null ? -1 : count;
  }

  /** Cookies, of which two in three are past thirteen months. */
  static Bench delete(long rows) {
    return new Bench(
        "delete %,d of %,d cookies".formatted(rows * 2 / 3, rows),
        List.of(
            "truncate cookies restart identity",
            "drop index if exists cookies_set_at_idx, cookies_customer_id_idx",
            """
            insert into cookies (kind, name, value, set_at, last_seen_at)
            select 'functional', 'session', md5(i::text),
              timestamptz '2026-11-23 12:00+01'
                - case when i %% 3 = 0 then interval '1 month' else interval '14 months' end
                - i %% 9973 * interval '1 minute', null
            from generate_series(1, %d) i"""
                .formatted(rows),
            "create index cookies_set_at_idx on cookies (set_at)",
            "create index cookies_customer_id_idx on cookies (customer_id)",
            "vacuum analyze cookies"),
        "delete from cookies where set_at < timestamptz '2025-10-23 00:00:00 Europe/Paris'",
        new PagedRows(
            "cookies",
            UsualRows.Cookie.class,
            "set_at < timestamptz '2025-10-23 00:00:00 Europe/Paris'",
            "delete from cookies where id = :id"),
        "select count(*) from cookies where set_at < timestamptz '2025-10-23 00:00 Europe/Paris'");
  }

  /** Customers of whom every other one was last seen six years ago. */
  static Bench anonymise(long rows) {
    List<String> restore = new ArrayList<>(customers(rows));
    restore.add("vacuum analyze customers, orders");
    return new Bench(
        "anonymise %,d of %,d customers, last seen".formatted(rows / 2, rows),
        restore,
        "update customers t set " + MASKS + " where " + NOT_SEEN,
        pagesOfCustomers(NOT_SEEN),
        LEFT);
  }

  /** Customers with one order each; every other one is past five years. */
  static Bench anonymisePersons(long rows) {
    List<String> restore = new ArrayList<>(customers(rows));
    restore.add(
        """
        insert into orders (customer_id, channel, status, ordered_at, service, email,
          amount_incl_tax)
        select id, 'site', 'done', timestamptz '2026-11-23 12:00+01'
            - case when id % 2 = 0 then interval '6 years' else interval '2 years' end
            - id % 300 * interval '1 day', 'Ouverture de porte', email, 100
        from customers""");
    restore.add("vacuum analyze customers, orders");
    return new Bench(
        "anonymise %,d of %,d customers, last order".formatted(rows / 2, rows),
        restore,
        ANONYMISE_BARE,
        pagesOfCustomers(NOT_ALIVE.replace("t.", "customers.")),
        LEFT);
  }

  private static PagedRows pagesOfCustomers(String due) {
    return new PagedRows(
        "customers",
        UsualRows.Customer.class,
        due,
        "update customers set " + MASKS.replace("t.", "") + " where id = :id");
  }

  static List<String> customers(long rows) {
    return List.of(
        "truncate customers, orders, invoices, invoice_lines, disputes, recordings, cookies,"
            + " contact_requests, messages, consents, reviews, policy_acceptances,"
            + " cookie_choices, newsletter_subscriptions, contest_entries,"
            + " satisfaction_ratings restart identity",
        """
        insert into customers (email, first_name, last_name, phone, address, city, postal_code,
          floor, notes, created_at, last_seen_at)
        select 'client' || i || '@exemple.fr', 'Prénom' || i %% 900, 'Nom' || i %% 5000,
          '+336' || lpad(i::text, 8, '0'), i %% 200 || ' rue de la Paix', 'Paris', '75011', '2',
          null, timestamptz '2019-01-01', timestamptz '2026-11-23 12:00+01'
            - case when i %% 2 = 0 then interval '6 years' else interval '2 years' end
        from generate_series(1, %d) i"""
            .formatted(rows));
  }

  private static final String LEFT =
      "select count(*) from customers where first_name is not null and id % 2 = 0";

  private static final String NOT_SEEN =
      "last_seen_at < timestamptz '2021-11-23 00:00:00 Europe/Paris'";

  private static final String RECENT =
      "o.ordered_at >= timestamptz '2021-11-23 00:00:00 Europe/Paris'";

  /** The due rule as a person would write it, accounts of one e-mail being one person. */
  private static final String NOT_ALIVE =
      """
      exists (select from orders o where o.customer_id = t.id)
      and not exists (select from orders o where o.customer_id = t.id and %1$s)
      and not exists (select from orders o
        where lower(btrim(o.email)) = lower(btrim(t.email)) and %1$s)
      and not exists (select from customers c join orders o on o.customer_id = c.id
        where lower(btrim(c.email)) = lower(btrim(t.email)) and %1$s)"""
          .formatted(RECENT);

  private static final String MASKS =
      "email = 'erased-' || t.id || '@invalid', first_name = null, last_name = null, phone = null,"
          + " address = null, city = null, postal_code = left(t.postal_code, 2), floor = null,"
          + " notes = null, created_at = date_trunc('quarter', t.created_at, 'Europe/Paris'),"
          + " last_seen_at = null";

  private static final String ANONYMISE_BARE =
      "update customers t set " + MASKS + " where " + NOT_ALIVE;
}
