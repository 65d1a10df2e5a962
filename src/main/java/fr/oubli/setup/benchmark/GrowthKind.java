package fr.oubli.setup.benchmark;

import fr.oubli.model.policy.Policy;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.IntFunction;

/**
 * A kind of clock: rows of every age, of which a fixed number becomes due on each of some nights.
 *
 * @param id its name in {@code --kind}, which measures it alone
 * @param collection whose rows are counted
 * @param nights the day of each night, from 0
 * @param rows makes the statements that fill the tables, from the numbers of rows and of nights
 */
record GrowthKind(
    String id,
    String name,
    Policy policy,
    String collection,
    IntFunction<LocalDate> nights,
    BiFunction<Long, Integer, List<String>> rows) {

  private static final LocalDate FIRST = LocalDate.of(2026, 11, 23);

  static List<GrowthKind> all(Policy shipped, long due) {
    return List.of(
        new GrowthKind(
            "own-date",
            "a row's own date, deleted",
            BenchPolicy.only(shipped, "cookies"),
            "cookies",
            FIRST::plusDays,
            (stored, nights) -> cookies(stored, nights, due)),
        new GrowthKind(
            "own-date-masked",
            "a row's own date, anonymised",
            BenchPolicy.byOpening(shipped),
            "customers",
            FIRST::plusDays,
            (stored, nights) -> customers(stored, nights, due)),
        new GrowthKind(
            "last-event",
            "a person's last event, anonymised",
            BenchPolicy.byOrders(shipped),
            "customers",
            FIRST::plusDays,
            (stored, nights) -> orders(stored, nights, due)),
        new GrowthKind(
            "fiscal-year",
            "the fiscal year's end, deleted",
            BenchPolicy.only(shipped, "accounting-documents"),
            "invoices",
            number -> LocalDate.of(2027 + number, 1, 1),
            (stored, nights) -> invoices(stored, nights, due)));
  }

  LocalDate night(int number) {
    return nights.apply(number);
  }

  List<String> fill(long stored, int nights) {
    List<String> statements = new ArrayList<>();
    statements.add(Bench.customers(1).get(0));
    statements.add("truncate oubli.departed_event");
    statements.addAll(rows.apply(stored, nights));
    statements.add("vacuum analyze customers, orders, cookies, invoices, invoice_lines");
    return statements;
  }

  /**
   * SQL for the day of row number i: first the rows due on each night, then those of later days.
   */
  private static String day(String firstDue, long due, int nights) {
    return "timestamptz '%1$s 12:00 Europe/Paris' + case when i <= %2$d then (i - 1) / %3$d else %4$d + i %% 300 end * interval '1 day'"
        .formatted(firstDue, due * nights, due, nights + 1);
  }

  private static List<String> cookies(long stored, int nights, long due) {
    return List.of(
        """
        insert into cookies (kind, name, value, set_at)
        select 'functional', 'session', md5(i::text), %s from generate_series(1::bigint, %d) i"""
            .formatted(day("2025-10-22", due, nights), stored));
  }

  /** Half of the customers went years ago. */
  private static List<String> customers(long stored, int nights, long due) {
    return List.of(
        named(stored / 2, day("2021-11-22", due, nights)),
        """
        insert into customers (id, email, postal_code, created_at)
        select i, 'erased-' || i || '@invalid', '75',
          date_trunc('quarter', timestamptz '2018-01-01' + i %% 1000 * interval '1 day', 'Europe/Paris')
        from generate_series(%d::bigint, %d) i"""
            .formatted(stored / 2 + 1, stored));
  }

  /**
   * Four orders of each customer, the last of which counts; half of the customers went years ago.
   */
  private static List<String> orders(long stored, int nights, long due) {
    long people = stored / 5;
    return List.of(
        named(people / 2, "timestamptz '2015-01-01'"),
        """
        insert into customers (id, email, postal_code, created_at)
        select i, 'erased-' || i || '@invalid', '75',
          date_trunc('quarter', timestamptz '2015-01-01', 'Europe/Paris')
        from generate_series(%d::bigint, %d) i"""
            .formatted(people / 2 + 1, people),
        """
        insert into orders (customer_id, channel, status, ordered_at, service, amount_incl_tax)
        select i, 'site', 'done',
          case when i <= %1$d then %2$s else timestamptz '2017-01-01' + i %% 1000 * interval '1 day' end
            - before * interval '200 days', 'Ouverture de porte', 100
        from generate_series(1::bigint, %3$d) i, generate_series(0, 3) before"""
            .formatted(people / 2, day("2021-11-22", due, nights), people));
  }

  /** One line each; every tenth document corrects the one before it. */
  private static List<String> invoices(long stored, int nights, long due) {
    String issued =
        "case when i <= %1$d then date '2016-06-15' + ((i - 1) / %2$d)::int * interval '1 year'"
                .formatted(due * nights, due)
            + " else date '%d-01-01' + (i %% 2000)::int end".formatted(2016 + nights);
    return List.of(
        """
        insert into invoices (id, document_type, series, number, issued_on, corrects_id,
          customer_account, total_excl_tax, total_tax, total_incl_tax)
        select i, case when i %% 10 = 0 then 'credit_note' else 'invoice' end, 'S%2$d', i, %1$s,
          case when i %% 10 = 0 then i - 1 end, '411', 100, 20, 120
        from generate_series(1::bigint, %2$d) i"""
            .formatted(issued, stored / 2),
        "insert into invoice_lines select id, 1, 'Serrure', 1, 100, 20, 100, 20 from invoices");
  }

  private static String named(long people, String opened) {
    return """
        insert into customers (id, email, first_name, last_name, phone, address, city, postal_code,
          created_at)
        select i, 'client' || i || '@exemple.fr', 'Prénom' || i %% 900, 'Nom' || i %% 5000,
          '+336' || lpad(i::text, 8, '0'), i %% 200 || ' rue de la Paix', 'Paris', '75011', %s
        from generate_series(1::bigint, %d) i"""
        .formatted(opened, people);
  }
}
