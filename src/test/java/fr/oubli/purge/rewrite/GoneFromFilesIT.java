package fr.oubli.purge.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.purge.PurgeOutcome;
import fr.oubli.schema.catalog.StoredParts;
import fr.oubli.schema.gate.Gates;
import fr.oubli.testing.Foreign;
import fr.oubli.testing.OubliProcess;
import fr.oubli.testing.RawFiles;
import fr.oubli.testing.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a night destroyed is in the files of the tables, until a night that may rewrites them. */
class GoneFromFilesIT {

  private static final String AS_OF = "2026-07-16";
  private static final String GONE = "zzgone";
  private static final String STAYS = "zzstays";
  private static final RewritePatience IMPATIENT =
      new RewritePatience(Duration.ofMillis(100), 1, Duration.ofMillis(300));

  private static final String TABLES =
      """
      create table people (id bigint primary key, email text, seen_on date not null);
      create index on people (email);
      create table letters (id bigint primary key, email text unique, body text, sent_on date not null);
      alter table letters alter column body set storage external;
      create table visits (id bigint, visited_on date, email text, primary key (id, visited_on))
        partition by range (visited_on);
      create index on visits (email);
      create table visits_2020 partition of visits for values from ('2020-01-01') to ('2021-01-01');
      create table visits_2026 partition of visits for values from ('2026-01-01') to ('2027-01-01');
      create table visits_empty partition of visits for values from ('2027-01-01') to ('2028-01-01');
      """;

  private static final String MAP =
      """
      dataset:
        - fides_key: site
          collections:
            - name: people
              fields:
                - { name: id, fides_meta: { primary_key: true } }
                - { name: email, data_categories: [user.contact.email] }
                - { name: seen_on }
            - name: letters
              fields:
                - { name: id, fides_meta: { primary_key: true } }
                - { name: email, data_categories: [user.contact.email] }
                - { name: body, data_categories: [user.content] }
                - { name: sent_on }
            - name: visits
              fields:
                - { name: id, fides_meta: { primary_key: true } }
                - { name: visited_on, fides_meta: { primary_key: true } }
                - { name: email, data_categories: [user.contact.email] }
      """;

  private static final String POLICY =
      """
      policy: site
      zone: Europe/Paris
      rules:
        people:
          cites: "section 1"
          basis: consent
          starts: { row: people.seen_on }
          keep: { at-most: P12M }
          then: { people: anonymise }
        letters:
          cites: "section 2"
          basis: consent
          starts: { row: letters.sent_on }
          keep: { at-most: P12M }
          then: { letters: delete }
        visits:
          cites: "section 3"
          basis: consent
          starts: { row: visits.visited_on }
          keep: { at-most: P2M }
          then: { visits: delete }
      anonymise:
        user.contact.email: null_rewrite
      limits: { share-of-collection: 100%, from-rows: 1000000 }
      """;

  private static final String ALL = "rewrite: { tables: all, between: 00:00-24:00 }";

  private final Foreign site = new Foreign(TABLES, MAP, POLICY);
  private final RawFiles files = new RawFiles(site.jdbc());

  @BeforeEach
  void rowsOfTwoKinds() {
    for (String kind : List.of(GONE, STAYS)) {
      String day = kind.equals(GONE) ? "2020-05-05" : "2026-07-01";
      String rows = " from generate_series(1, 40) n";
      int from = kind.equals(GONE) ? 0 : 100;
      site.execute(
          "insert into people select n + %d, '%s' || n || '@example.fr', '%s'"
                  .formatted(from, kind, day)
              + rows);
      site.execute(
          "insert into letters select n + %d, '%s' || n || '@example.fr', repeat('%s ', 700), '%s'"
                  .formatted(from, kind, kind, day)
              + rows);
      site.execute(
          "insert into visits select n + %d, '%s', '%s' || n || '@example.fr'"
                  .formatted(from, kind.equals(GONE) ? "2026-03-03" : day, kind)
              + rows);
    }
    site.execute("insert into visits values (900, '2020-05-05', 'zzgone@example.fr')");
  }

  @AfterEach
  void close() {
    site.close();
  }

  private void asking(String rewrite) {
    site.policy(POLICY.replace("limits: {", "limits: { " + rewrite + ","));
  }

  private TableRewrites rewrites() {
    return new TableRewrites(site.dataSource(), site.policy(), site.map(), Clock.systemUTC());
  }

  private TableRewrites.Done night() {
    PurgeOutcome outcome = site.purge(AS_OF);
    assertThat(outcome.code()).as("%s", outcome.remarks()).isEqualTo(ExitCode.DONE);
    return rewrites().run();
  }

  /** Every kind of place, so that the test can tell one from the other. */
  private void assertFoundBefore() {
    assertThat(files.with(GONE))
        .containsKeys(
            "people",
            "people_email_idx",
            "letters",
            "letters_email_key",
            "long values of letters",
            "visits_2026",
            "visits_2026_email_idx");
  }

  @Test
  void aNightThatMayNotOrCannotLeavesThemAndVacuumDoesToo() {
    assertThat(night().lines()).isEmpty();
    assertFoundBefore();

    asking("rewrite: { tables: all, between: 02:00-05:00 }");
    TableRewrites.Done late =
        new TableRewrites(
                site.dataSource(),
                site.policy(),
                site.map(),
                Clock.fixed(Instant.parse("2026-07-16T03:00:01Z"), ZoneOffset.UTC))
            .run();
    assertThat(late.lines())
        .containsExactly(
            "not rewritten now, at 05:00: people, letters, visits, pg_statistic; limits.rewrite"
                + " grants the hours 02:00-05:00");
    assertThat(site.count("oubli.rewrite")).isZero();

    asking(ALL);
    TableRewrites.Done full = rewrites().with((jdbc, tablespace) -> OptionalLong.of(9_999)).run();
    assertThat(full.complete()).isFalse();
    assertThat(full.lines()).hasSize(4);
    assertThat(full.lines().get(2))
        .startsWith(
            "not rewritten: visits, in visits_2026: the disk has no room for a copy of it (0 MB free, ");
    assertFoundBefore();

    site.execute("vacuum");
    assertThat(files.with(GONE)).containsKey("long values of letters");

    asking("rewrite: { tables: [letters], between: 00:00-24:00 }");
    assertThat(rewrites().with((jdbc, tablespace) -> OptionalLong.empty()).run().lines())
        .containsExactly(
            "rewritten by VACUUM FULL, so that its files no more hold what was destroyed: letters;"
                + " how much room the server's disk has is not known here");
    assertThat(files.with(GONE))
        .doesNotContainKeys("letters", "letters_email_key", "long values of letters");
    assertThat(site.count("oubli.rewrite where fault is null")).isEqualTo(1);
    assertThat(new FreeSpace(site.jdbc()).of("")).as("the server of the tests is here").isPresent();
  }

  @Test
  void nothingOfThemIsLeftAfterTheNightThatIsAskedTo() {
    site.purge(AS_OF);
    assertFoundBefore();
    asking(ALL);

    TableRewrites.Done done = night();

    assertThat(files.with(GONE)).isEmpty();
    assertThat(files.with(STAYS)).containsKeys("people", "letters", "visits_2026_email_idx");
    assertThat(site.count("people")).isEqualTo(80);
    assertThat(site.count("letters")).isEqualTo(40);
    assertThat(site.count("visits")).isEqualTo(40);
    assertThat(done.complete()).isTrue();
    assertThat(done.lines())
        .containsExactly(
            "rewritten by VACUUM FULL, so that their files no more hold what was destroyed: people,"
                + " letters, visits, pg_statistic");
    assertThat(
            site.text("select count(*) from pg_stats where most_common_vals::text like '%zzgone%'"))
        .isEqualTo("0");
    assertThat(site.verifyLedger().faults()).isEmpty();
    assertThat(night()).isEqualTo(new TableRewrites.Done(List.of(), true, false));
  }

  @Test
  void whatALaterNightDestroysIsRewrittenByThatOneAndTheOthersAreLeft() {
    asking(ALL);
    night();
    site.execute("insert into letters values (500, 'zzgone@example.fr', 'short', '2020-01-01')");

    assertThat(night().lines())
        .singleElement()
        .asString()
        .endsWith("destroyed: letters, pg_statistic");
    assertThat(files.with(GONE)).isEmpty();
    assertThat(site.count("oubli.rewrite where relation = 'public.letters'")).isEqualTo(2);
    assertThat(site.count("oubli.rewrite where relation = 'public.people'")).isEqualTo(1);
  }

  /**
   * Whatever ends in one of them, by whoever's hand; a statement that finds nothing is no reason.
   */
  @Test
  void oublisOwnTablesAreRewrittenOnceSomethingEndedInThem() {
    asking(ALL);
    night();
    assertThat(own()).containsExactlyInAnyOrderElementsOf(counted());
    site.execute(
        "insert into oubli.hold (scope, collection, reason, owner, review_on, added_by)"
            + " values ('collection', 'people', 'asked by zzgone', 'legal', '2030-01-01', 'test')");
    site.execute("delete from oubli.request_note");
    assertThat(night().lines()).isEmpty();

    site.execute(
        "update oubli.hold set reason = 'ended', released_at = now(), released_by = 'test'");
    assertThat(files.with(GONE)).containsOnlyKeys("oubli.hold");
    asking("rewrite: { tables: [letters], between: 00:00-24:00 }");
    assertThat(night().lines()).as("only what the policy names").isEmpty();

    asking(ALL);
    assertThat(night().lines())
        .singleElement()
        .asString()
        .endsWith("destroyed: oubli.registers, pg_statistic");
    assertThat(files.with(GONE)).isEmpty();
    assertThat(night().lines()).isEmpty();
  }

  /** Those that are written anew, but for the history, which only an upgrade ever changed. */
  private List<String> own() {
    StoredParts parts = new StoredParts(List.of(), List.of(), List.of()).withOwn();
    return parts.tables().stream().filter(table -> !table.equals("request_event")).toList();
  }

  private List<String> counted() {
    return site
        .jdbc()
        .queryForList(
            "select tgrelid::regclass::text from pg_trigger where tgname = 'left_by_delete'",
            String.class)
        .stream()
        .map(table -> table.replace("oubli.", ""))
        .toList();
  }

  @Test
  void aTableThatSomebodyReadsIsToldAndTriedAgain() throws SQLException {
    asking(ALL);
    site.purge(AS_OF);
    try (Connection reader = site.connect();
        Statement statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      statement.execute("lock table letters in access share mode");

      TableRewrites.Done done = rewrites().with(IMPATIENT).run();

      assertThat(done.complete()).isFalse();
      assertThat(done.lines().get(1))
          .startsWith("not rewritten: letters: another session holds it (server process ")
          .endsWith("; the next night tries again");
      assertThat(files.with(GONE)).containsKey("letters").doesNotContainKey("people");
      assertThat(site.text("select fault from oubli.rewrite where relation = 'public.letters'"))
          .isEqualTo("locked");
    }
    assertThat(rewrites().run().lines()).singleElement().asString().endsWith(": letters");
    assertThat(files.with(GONE)).isEmpty();
  }

  @Test
  void whoStillSeesThemKeepsThemAndIsNamed() throws SQLException {
    asking(ALL);
    try (Connection reader = site.connect();
        Statement statement = reader.createStatement()) {
      statement.execute("set application_name = 'yearly report'");
      reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      reader.setAutoCommit(false);
      statement.execute("select 1 from people limit 1");

      site.purge(AS_OF);
      TableRewrites.Done done = rewrites().with(IMPATIENT).run();

      assertThat(done.lines())
          .singleElement()
          .asString()
          .startsWith("not rewritten: people, letters, visits, pg_statistic: server process ")
          .contains("(yearly report), which began before, sees what was deleted");
      assertThat(site.count("oubli.rewrite where fault = 'seen'")).isPositive();
    }
    assertThat(rewrites().run().complete()).isTrue();
    assertThat(files.with(GONE)).isEmpty();
  }

  /** What left the active base for the archive, and the archive in its turn. */
  @Test
  void archivedRowsAreInNoFileOnceTheyEnded() {
    try (Shop shop = Shop.fresh()) {
      long order = shop.order(shop.customer("a@example.fr"), "2019-05-06 12:00+02");
      shop.invoice("F1", order, "2019-05-06");
      shop.jdbc().update("update invoices set billed_name = 'zzgone'");
      shop.purge("2026-11-23");
      shop.purge("2030-01-01");
      RawFiles stored = new RawFiles(shop.jdbc());
      assertThat(stored.with(GONE)).containsKeys("invoices", "oubli.archive");
      shop.amend("limits: {", "limits: { " + ALL + ",");

      TableRewrites.Done done =
          new TableRewrites(shop.dataSource(), shop.policy(), Shop.map(), Clock.systemUTC()).run();

      assertThat(done.complete()).isTrue();
      assertThat(done.lines())
          .singleElement()
          .asString()
          .endsWith("invoices, oubli.archive, pg_statistic");
      assertThat(stored.with(GONE)).isEmpty();
    }
  }

  @Test
  void aRoleThatMayNotIsRefusedBeforeAnything() {
    asking(ALL);
    site.execute("drop role if exists night_of_site");
    site.execute("create role night_of_site");
    try {
      List<String> problems = problemsAs("night_of_site");
      assertThat(problems).hasSize(6);
      assertThat(problems.get(0))
          .startsWith(
              "REFUSED limits.rewrite asks to rewrite people, which role night_of_site may not; run"
                  + " the night as role postgres, which owns public.people,");
      site.execute("alter table people owner to night_of_site");
      assertThat(problemsAs("night_of_site"))
          .hasSize(5)
          .last()
          .asString()
          .contains("rewrite oubli.registers", "owns all tables in schema oubli")
          .endsWith("or name the collections in 'tables' instead of all");
    } finally {
      site.execute("alter table people owner to postgres");
      site.execute("drop role night_of_site");
    }
  }

  private List<String> problemsAs(String role) {
    return site.as(
        role,
        source ->
            Gates.checkRewrite(source, site.map(), site.policy()).stream()
                .map(problem -> problem.code() + " " + problem.line())
                .toList());
  }

  /** As the scheduler starts it: the line, the exit code, and the page that is written after it. */
  @Test
  void theCommandSaysSoAndThePageToo() throws IOException, InterruptedException {
    asking(ALL);
    OubliProcess night =
        site.command(
            "nightly-purge",
            "--as-of",
            AS_OF,
            "--policy",
            site.policyFile().toString(),
            "--datamap",
            site.mapFile().toString(),
            "--reports",
            site.reports().toString(),
            "--recordings",
            site.recordings().toString());
    assertThat(night.code()).as("%s", night.output()).isZero();
    assertThat(night.output())
        .anyMatch(line -> line.startsWith("rewritten by VACUUM FULL") && line.contains("people,"));
    assertThat(files.with(GONE)).isEmpty();
    Path page = site.reports().resolve(AS_OF).resolve("index.html");
    assertThat(Files.readString(page))
        .contains("Tables réécrites\u00a0: people (")
        .contains("La durée de conservation des sauvegardes n’est pas déclarée");
  }
}
