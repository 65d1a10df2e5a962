package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.oubli.decision.Eligibilities;
import fr.oubli.decision.Enforcement;
import fr.oubli.decision.SessionTables;
import fr.oubli.purge.EnforcementStatements.Titled;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.sql.Sql;
import fr.oubli.testing.Company;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * No statement's cost hangs on what PostgreSQL guesses of a table: with 40,000 customers, whatever
 * the statistics say, no table is read whole once per row of another.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlannerChoicesIT {

  private static final LocalDate AS_OF = LocalDate.of(2026, 6, 1);

  private static final List<String> TABLES =
      List.of(
          "customers",
          "orders",
          "invoices",
          "invoice_lines",
          "messages",
          "contact_requests",
          "cookies",
          "recordings",
          "disputes");

  private static final List<String> ROWS =
      List.of(
          """
          insert into customers (email, created_at, last_seen_at)
          select 'client' || i || '@exemple.fr', now() - i % 4000 * interval '1 day', now()
          from generate_series(1, 40000) i""",
          """
          insert into orders (customer_id, channel, status, ordered_at, service, email,
            amount_incl_tax)
          select id, 'site', 'done', now() - id % 4000 * interval '1 day', 'Ouverture', email, 100
          from customers""",
          """
          insert into invoices (order_id, customer_id, document_type, series, number, issued_on,
            customer_account, billed_name, total_excl_tax, total_tax, total_incl_tax)
          select id, customer_id, 'invoice', 'F', id, ordered_at::date, '411', 'X', 90, 10, 100
          from orders where id % 2 = 0""",
          """
          insert into invoice_lines
          select id, 1, 'Intervention', 1, 90, 10.00, 90, 10 from invoices""",
          """
          insert into contact_requests (customer_id, channel, email, received_at)
          select id, 'site', email, now() - id % 4000 * interval '1 day' from customers
          where id % 3 = 0""",
          """
          insert into cookies (customer_id, kind, name, value, set_at)
          select id, 'functional', 'a', 'b', now() - id % 4000 * interval '1 day' from customers""",
          """
          insert into disputes (customer_id, order_id, status, opened_on, closed_on)
          select customer_id, id, 'closed', ordered_at::date, ordered_at::date from orders
          where id % 10 = 0""",
          """
          insert into messages (customer_id, channel, email, body, sent_at)
          select id, 'chat', email, 'Bonjour', now() - id % 4000 * interval '1 day' from customers
          where id % 6 = 0""");

  /** Where the rows of a slice lie. */
  private static final String PLACES =
      IntStream.range(0, 5_000)
          .mapToObj(i -> "\"(%d,%d)\"".formatted(i / 20, 1 + i % 20))
          .collect(Collectors.joining(",", "{", "}"));

  private Company company;
  private JdbcTemplate jdbc;

  @BeforeAll
  void fill() {
    company = new Company();
    jdbc = company.jdbc();
    TABLES.forEach(
        table -> jdbc.execute("alter table " + table + " set (autovacuum_enabled = off)"));
    ROWS.forEach(jdbc::execute);
  }

  @AfterAll
  void close() {
    company.close();
  }

  @Test
  void tablesOfWhichNothingIsKnown() {
    forget(-1);

    assertThat(readWholePerRow()).isEmpty();
  }

  @Test
  void tablesThatWereLastLookedAtWhenTheyWereEmpty() {
    forget(0);

    assertThat(readWholePerRow()).isEmpty();
  }

  @Test
  void tablesThatAreKnown() {
    TABLES.forEach(table -> jdbc.execute("analyze " + table));

    assertThat(readWholePerRow()).isEmpty();
  }

  private void forget(int rows) {
    for (String table : TABLES) {
      jdbc.update("delete from pg_statistic where starelid = ?::regclass", table);
      jdbc.update(
          "update pg_class set reltuples = ?, relpages = 0 where oid = ?::regclass", rows, table);
    }
  }

  /** By statement, the tables that a plan reads whole on the inner side of a nested loop. */
  private List<String> readWholePerRow() {
    Catalog catalog = Catalog.read(company.dataSource(), Company.map());
    List<String> found = new ArrayList<>();
    List<Enforcement> enforcements =
        new Eligibilities(Company.policy(), Company.map(), catalog, AS_OF).enforcements(null);
    // What is gathered is gathered once for all of them: on so many rows it is what takes time.
    new TransactionTemplate(new JdbcTransactionManager(company.dataSource()))
        .executeWithoutResult(
            status -> {
              SessionTables tables = new SessionTables(jdbc);
              Set<String> looked = new HashSet<>();
              enforcements.forEach(each -> look(each, tables, looked, found));
            });
    return found;
  }

  private void look(
      Enforcement enforcement, SessionTables tables, Set<String> looked, List<String> found) {
    enforcement.settings().forEach(jdbc::execute);
    tables.make(enforcement.tables());
    tables.make(enforcement.verificationTables());
    for (Titled one : new EnforcementStatements(enforcement).all()) {
      String text = one.sql().text();
      boolean planned = !text.startsWith("create unique") && !text.startsWith("analyze");
      if (planned && looked.add(text)) {
        JsonNode plan = plan(one.sql());
        for (String table : readWhole(plan)) {
          found.add(enforcement.name() + ": " + one.title() + " reads " + table + " per row");
        }
        if (comparesPlaces(plan)) {
          found.add(enforcement.name() + ": " + one.title() + " compares each row with all places");
        }
      }
    }
  }

  private JsonNode plan(Sql sql) {
    // A table that is there already is planned under another name.
    String text =
        sql.text()
            .replaceFirst("create temporary table pg_temp\\.\"", "create temporary table \"x ");
    try {
      return new ObjectMapper()
          .readTree(
              jdbc.queryForObject(
                  "explain (format json, verbose) " + text,
                  String.class,
                  sql.values().stream()
                      .map(value -> "{}".equals(value) ? PLACES : value)
                      .toArray()))
          .get(0)
          .get("Plan");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Rows are met by other ways than their places, and each is looked for in the list of these. */
  private static boolean comparesPlaces(JsonNode node) {
    boolean compares =
        Pattern.compile("ctid = ANY \\((?!ARRAY)").matcher(node.path("Filter").asText()).find();
    for (JsonNode part : node.path("Plans")) {
      compares |= comparesPlaces(part);
    }
    return compares;
  }

  private static List<String> readWhole(JsonNode node) {
    List<String> found = new ArrayList<>();
    JsonNode plans = node.path("Plans");
    for (int i = 0; i < plans.size(); i++) {
      JsonNode part = plans.get(i);
      boolean perRow =
          "Nested Loop".equals(node.path("Node Type").asText())
              && "Inner".equals(part.path("Parent Relationship").asText());
      boolean perCall =
          "SubPlan".equals(part.path("Parent Relationship").asText())
              && !part.path("Subplan Name").asText().startsWith("CTE")
              && !hashed(node, part);
      found.addAll(perRow || perCall ? scanned(part) : List.of());
      found.addAll(readWhole(part));
    }
    return found;
  }

  /** PostgreSQL says of a subplan that it is made once into a hash where it is used. */
  private static boolean hashed(JsonNode user, JsonNode subplan) {
    return user.toString().contains("hashed " + subplan.path("Subplan Name").asText());
  }

  private static List<String> scanned(JsonNode node) {
    List<String> found = new ArrayList<>();
    if ("Seq Scan".equals(node.path("Node Type").asText())
        && TABLES.contains(node.path("Relation Name").asText())) {
      found.add(node.path("Relation Name").asText());
    }
    node.path("Plans").forEach(part -> found.addAll(scanned(part)));
    return found;
  }
}
