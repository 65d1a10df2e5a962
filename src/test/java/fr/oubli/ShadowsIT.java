package fr.oubli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import fr.oubli.setup.demo.DemoData;
import fr.oubli.setup.demo.DemoSettings;
import fr.oubli.testing.Company;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Somebody may make functions, operators and types in the schema {@code public}, which the database
 * even searches before PostgreSQL's own, and in the sessions themselves. None of it is ever called
 * by what Oubli does.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShadowsIT {

  private static final LocalDate NIGHT = LocalDate.of(2026, 11, 23);

  private final Company company = new Company();
  private final SingleConnectionDataSource own;
  private final Shadows shadows;
  private long planted;

  ShadowsIT() throws SQLException {
    Connection connection = company.connect();
    connection.createStatement().execute("set search_path = pg_catalog, pg_temp");
    this.own = new SingleConnectionDataSource(connection, true);
    this.shadows = new Shadows(new JdbcTemplate(own));
  }

  @BeforeAll
  void everyNameHasAShadow() {
    DemoData.load(
        company.dataSource(), new DemoSettings(100, 7, NIGHT, false, company.recordings()));
    planted = shadows.plant();
    new JdbcTemplate(own)
        .execute("alter database " + company.database() + " set search_path = public, pg_catalog");
  }

  @AfterAll
  void close() {
    own.destroy();
    company.close();
  }

  private Typed run(String... words) {
    Map<String, String> environment = new HashMap<>(company.environment());
    environment.put("OUBLI_REPORTS", company.reports().toString());
    environment.put("OUBLI_RECORDINGS", company.recordings().toString());
    long before = shadows.calls();
    Typed typed = Typed.run(environment, words);
    assertThat(typed.code()).as("%s: %s", List.of(words), typed.err()).isIn(0, 3);
    assertThat(shadows.calls()).as("%s called a shadow", List.of(words)).isEqualTo(before);
    return typed;
  }

  private String folder(String name) {
    return company.folder().resolve(name).toString();
  }

  @Test
  void theNightAndItsReportsCallNone() {
    run("check", "--as-of", NIGHT.toString());
    run("nightly-purge", "--as-of", NIGHT.toString(), "--dry-run", "--list", folder("rows.csv"));
    run("nightly-purge", "--as-of", NIGHT.toString());
    run("nightly-purge", "--as-of", NIGHT.plusDays(1).toString(), "--everything");
    run("explain", "customers", "42");
    run("explain", "--sql", "order-data:orders", "--analyze");
    run(
        "hold",
        "add",
        "subject",
        "customers:42",
        "--reason",
        "r",
        "--owner",
        "o",
        "--review-on",
        "2027-06-30");
    run("hold", "list");
    run("hold", "release", "1");
    run("object-removals", "list");
    run("compliance-report", "--as-of", NIGHT.toString());
    run("request-report", "--as-of", NIGHT.toString());
    run("destruction-record", "--run", "1");
    run("processing-register");
    run("invoice-report", "--as-of", NIGHT.toString());
    run("verify-ledger");
    run("pseudonym-key");
    run("draft-datamap", "--output", folder("draft.yml"));
    assertThat(
            new JdbcTemplate(own)
                .queryForObject("select count(*) from oubli.ledger_entry", Long.class))
        .isPositive();
  }

  @Test
  void theRequestsOfPersonsCallNone() throws IOException {
    long access = open("access", "partage.b@exemple.fr");
    run("request", "match", "" + access, "--rows");
    run("request", "match", "" + access, "--reject-rest");
    run("subject-export", "--request", "" + access, "--bundles", folder("bundles"));
    run("reply", "--request", "" + access, "--replies", folder("replies"));
    run("request", "close", "" + access, "--outcome", "sent by post");
    long erasure = open("erasure", "marie.durand@exemple.fr");
    run("subject-erase", "--request", "" + erasure, "--replies", folder("replies"));
    long correction = open("rectification", "avoir@exemple.fr");
    Path values =
        Files.writeString(
            company.folder().resolve("values.csv"),
            "collection;key;field;value\ncustomers;%s;city;Lyon\n"
                .formatted(
                    new JdbcTemplate(own)
                        .queryForObject(
                            "select id from public.customers where email = 'avoir@exemple.fr'",
                            String.class)));
    run("subject-rectify", "--request", "" + correction, "--values", values.toString());
    long objection = open("objection", "annule@exemple.fr");
    run("subject-object", "--request", "" + objection);
    Files.writeString(company.folder().resolve("mailing.txt"), "annule@exemple.fr\n");
    run("suppression", "check", folder("mailing.txt"));
    long restriction = open("restriction", "minuit@exemple.fr");
    run(
        "subject-restrict",
        "--request",
        "" + restriction,
        "--reason",
        "r",
        "--review-on",
        "2027-03-31");
    run("subject-restrict", "--views");
    run("request", "list");
  }

  private long open(String right, String email) {
    String said =
        run("request", "open", right, "--received-on", "2026-11-20", "--email", email).out();
    long id = Long.parseLong(said.replaceFirst("(?s)\\D*(\\d+).*", "$1"));
    run("request", "verify-identity", "" + id, "--means", "called back");
    return id;
  }

  /** What is planted would be called if sessions and functions said nothing of where to look. */
  @Test
  void withoutThePinsShadowsAreCalled() throws SQLException {
    assertThat(planted).isGreaterThan(1_000);
    try (Connection connection = company.connect()) {
      connection.createStatement().execute("set search_path = public");
      JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
      for (String query :
          List.of(
              "select to_char(pg_catalog.now()::pg_catalog.date, 'YYYY')",
              "select 'a'::pg_catalog.varchar || 'b'::pg_catalog.varchar",
              "select count(*) from pg_class",
              "select '2026-01-01'::date",
              "select max(x) from (select 'a'::pg_catalog.varchar as x) x")) {
        long before = shadows.calls();
        Throwable refused = catchThrowable(() -> jdbc.queryForList(query));
        assertThat(shadows.calls()).as("%s: %s", query, refused).isGreaterThan(before);
      }
    }
  }

  /**
   * A program of the company's calls the function from a session of its own. What a standard body
   * names was found when the function was made.
   */
  @Test
  void theFunctionsPinTheirOwnPath() throws SQLException {
    JdbcTemplate superuser = new JdbcTemplate(own);
    assertThat(
            superuser.queryForList(
                """
                select p.oid::regprocedure::text from pg_proc p
                where p.pronamespace = 'oubli'::regnamespace and p.prosqlbody is null
                  and not coalesce(p.proconfig @> array['search_path=pg_catalog, pg_temp'], false)""",
                String.class))
        .isEmpty();
    String function = "oubli.append_entry(bigint, text, text, text, text, date, text, bigint)";
    superuser.execute("alter function " + function + " reset search_path");
    try (Connection connection = company.connect()) {
      connection.createStatement().execute("set search_path = public");
      JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
      long before = shadows.calls();
      Throwable refused =
          catchThrowable(
              () ->
                  jdbc.queryForList(
                      "select oubli.append_entry(1, 'r', 'p', 'c', 'delete', '2026-01-01', '{1}', 1)"));
      assertThat(refused).isNotNull();
      assertThat(shadows.calls()).isGreaterThan(before);
    } finally {
      superuser.execute("alter function " + function + " set search_path = pg_catalog, pg_temp");
    }
  }
}
