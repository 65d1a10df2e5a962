package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fr.oubli.platform.console.Progress;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.testing.Foreign;
import fr.oubli.testing.Shop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A plan that is approved and run while the company goes on working. What must go is told by
 * queries of the test's own: the rows that the plan listed and that are still due.
 */
class PlannedRunIT {

  private static final LocalDate MADE = LocalDate.of(2026, 11, 23);

  private static final String TABLES =
      """
      create table users (id bigint primary key, name text);
      create table orders (user_id bigint references users, no int, at date, item text,
        primary key (user_id, no));
      create table events (id uuid primary key, at timestamptz, data text);
      create table tokens (code text primary key, at date, value text);
      create table visits (code text, at timestamptz, page text, primary key (code, at));
      create index on events (at);
      """;

  private static final String MAP =
      """
      dataset:
        - fides_key: shop
          collections:
            - name: users
              fields:
                - { name: id, fides_meta: { primary_key: true } }
                - { name: name, data_categories: [user.name] }
            - name: orders
              fields:
                - name: user_id
                  fides_meta:
                    primary_key: true
                    references: [{ dataset: shop, field: users.id, direction: from }]
                - { name: no, fides_meta: { primary_key: true } }
                - { name: at }
                - { name: item, data_categories: [user.behavior] }
            - name: events
              fields:
                - { name: id, fides_meta: { primary_key: true } }
                - { name: at }
                - { name: data, data_categories: [user.behavior] }
            - name: tokens
              fields:
                - { name: code, fides_meta: { primary_key: true } }
                - { name: at }
                - { name: value, data_categories: [user.behavior] }
            - name: visits
              fields:
                - { name: code, fides_meta: { primary_key: true } }
                - { name: at, fides_meta: { primary_key: true } }
                - { name: page, data_categories: [user.behavior] }
      """;

  private static final String POLICY =
      """
      policy: shop
      language: 2
      zone: Europe/Paris
      subject: { collection: users }
      rules:
        people:
          cites: "section 1"
          basis: contract
          starts: { latest: [orders.at], per: subject }
          keep: { at-most: P5Y }
          then: { users: delete, orders: delete }
        traces:
          cites: "section 2"
          basis: consent
          starts: { row: events.at }
          keep: { at-most: P1Y }
          then: { events: delete }
        tokens:
          cites: "section 3"
          basis: consent
          starts: { row: tokens.at }
          keep: { at-most: P1Y }
          then: { tokens: anonymise }
        visits:
          cites: "section 4"
          basis: consent
          starts: { row: visits.at }
          keep: { at-most: P1Y }
          then: { visits: delete }
      anonymise: { user.behavior: null_rewrite }
      limits: { share-of-collection: 10%, from-rows: 1 }
      """;

  private final Foreign shop = new Foreign(TABLES, MAP, POLICY);

  @BeforeEach
  void fill() {
    shop.execute(
        """
        insert into users select n, 'U' || n from generate_series(1, 300) n;
        insert into orders select n, 1, date '2019-03-01' + n % 7, 'lock' from generate_series(1, 300) n;
        insert into orders select n, 2, case when n % 3 = 0 then date '2025-01-01' else '2020-02-02' end,
          'key' from generate_series(1, 300) n where n % 2 = 0;
        insert into events select md5(n::text)::uuid, timestamptz '2024-01-01 12:00+00' + n * interval '1 day', 'x'
          from generate_series(1, 1000) n;
        insert into tokens select n || e'\\n"\\\\,;''é', date '2024-01-01' + n, 'v' from generate_series(1, 1000) n;
        insert into visits select '=' || e'\\n' || n % 9, timestamptz '2024-01-01 00:00:00.5+00' + n * interval '1 day', 'p'
          from generate_series(1, 1000) n;
        analyze;
        """);
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private PurgeOutcome run(LocalDate day, @Nullable String plan) {
    return shop.purge(shop.policy(), shop.map(), shop.options(day, false, plan));
  }

  /** Makes a plan with its list; answers the plan. */
  private String plan(Path list) {
    PurgeOutcome outcome =
        new NightlyPurge(
                shop.policy(), shop.map(), shop.dataSource(), Progress.silent(), Clock.systemUTC())
            .list(shop.options(MADE, true, null), list);
    assertThat(outcome.written()).containsExactly(list.toAbsolutePath());
    return Shop.planNamedIn(outcome.remarks());
  }

  /** The keys of a list, by collection. */
  private static Map<String, Set<String>> listed(Path list) {
    Map<String, Set<String>> keys = new TreeMap<>();
    for (CSVRecord row : rows(list)) {
      assertThat(keys.computeIfAbsent(row.get(1), name -> new TreeSet<>()).add(plain(row.get(2))))
          .isTrue();
    }
    return keys;
  }

  private static List<CSVRecord> rows(Path list) {
    try (CSVParser csv =
        CSVParser.parse(
            Files.readString(list, StandardCharsets.UTF_8).substring(1),
            CSVFormat.Builder.create().setDelimiter(';').setRecordSeparator("\r\n").get())) {
      List<CSVRecord> rows = csv.getRecords();
      return rows.subList(1, rows.size());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Without the apostrophe that keeps a spreadsheet from computing. */
  private static String plain(String cell) {
    return cell.startsWith("'") ? cell.substring(1) : cell;
  }

  /** The keys that the ledger has, by collection. */
  private Map<String, Set<String>> done() {
    Map<String, Set<String>> keys = new TreeMap<>();
    shop.jdbc()
        .query(
            "select collection, k from oubli.ledger_entry, unnest(row_keys::text[]) k",
            row -> {
              assertThat(
                      keys.computeIfAbsent(row.getString(1), name -> new TreeSet<>())
                          .add(row.getString(2)))
                  .as("%s twice", row.getString(2))
                  .isTrue();
            });
    return keys;
  }

  private Set<String> keys(String query) {
    return new TreeSet<>(shop.jdbc().queryForList(query, String.class));
  }

  /** What is due as of a day, by collection, as the database stands; holds are looked at. */
  private Map<String, Set<String>> due(LocalDate day) {
    String people =
        """
        select u.id from users u join orders o on o.user_id = u.id
        where not exists (select 1 from oubli.hold h where h.row_key = u.id::text)
        group by u.id having max(o.at) + interval '5 years' < date '%s'"""
            .formatted(day);
    String over = "(at at time zone 'Europe/Paris')::date + interval '1 year' < date '" + day + "'";
    return new TreeMap<>(
        Map.of(
            "users",
            keys("select id::text from (" + people + ") p"),
            "orders",
            keys("select row(user_id, no)::text from orders where user_id in (" + people + ")"),
            "events",
            keys("select id::text from events where " + over),
            "tokens",
            keys(
                "select code from tokens where value is not null and at + interval '1 year' < date '"
                    + day
                    + "'"),
            "visits",
            keys(
                "select row(code, (at at time zone 'UTC')::text || '+00')::text from visits where "
                    + over)));
  }

  @Test
  void theListHasExactlyWhatIsDueAndEachRowsDays() throws IOException {
    Path list = shop.folder().resolve("list.csv");
    plan(list);

    assertThat(listed(list)).isEqualTo(due(MADE));
    assertThat(rows(list))
        .filteredOn(row -> row.get(1).equals("orders") && row.get(2).contains("(3,"))
        .singleElement()
        .satisfies(
            row ->
                assertThat(row.toList())
                    .containsExactly(
                        "people", "orders", "'(3,1)", "04/03/2019", "05/03/2024", "delete"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(list)))
        .isEqualTo("rw-------");
    try (var files = Files.list(shop.folder())) {
      assertThat(files.filter(file -> file.toString().endsWith(".part"))).isEmpty();
    }
  }

  @Test
  void whereNothingChangesWhatWasListedGoes() {
    Path list = shop.folder().resolve("list.csv");
    String plan = plan(list);

    PurgeOutcome outcome = run(MADE, plan);

    assertThat(outcome.code()).as("%s", outcome.remarks()).isEqualTo(ExitCode.DONE);
    assertThat(done()).isEqualTo(listed(list));
    assertThat(shop.count("oubli.planned_rows")).isZero();
    assertThat(shop.text("select ended from oubli.plan")).isEqualTo("run");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void exactlyTheRowsOfThePlanThatAreStillDueGo(int seed) {
    Path list = shop.folder().resolve("list" + seed + ".csv");
    String plan = plan(list);
    Map<String, Set<String>> approved = listed(list);
    Random random = new Random(seed);
    LocalDate day = MADE.plusDays(random.nextInt(4));
    live(random, day);
    Map<String, Set<String>> expected = due(day);
    long all = expected.values().stream().mapToLong(Set::size).sum();
    expected.forEach((collection, keys) -> keys.retainAll(approved.get(collection)));
    staysWithAnOrder(expected);

    PurgeOutcome outcome = run(day, plan);

    assertThat(outcome.code()).as("%s", outcome.remarks()).isEqualTo(ExitCode.DONE);
    assertThat(done()).as("seed %d", seed).isEqualTo(expected);
    assertThat(outcome.results().stream().mapToLong(line -> line.unplanned()).sum())
        .as("what waits for the next plan is told")
        .isPositive();
    assertThat(all).isGreaterThan(expected.values().stream().mapToLong(Set::size).sum());
    assertThat(String.join("\n", outcome.remarks()))
        .contains("rows of the plan were left", "the plan does not have them");
    assertThat(shop.verifyLedger().faults()).isEmpty();
  }

  /** An order that the plan does not have, or that is not due, stays, and its person with it. */
  private void staysWithAnOrder(Map<String, Set<String>> expected) {
    Set<String> orders = Objects.requireNonNull(expected.get("orders"));
    Set<String> users = Objects.requireNonNull(expected.get("users"));
    for (String each : keys("select user_id || ' ' || row(user_id, no)::text from orders")) {
      int space = each.indexOf(' ');
      if (!orders.contains(each.substring(space + 1))) {
        users.remove(each.substring(0, space));
      }
    }
  }

  /** People order again, rows go, come, move and change, holds are added and keys given again. */
  private void live(Random random, LocalDate day) {
    for (int i = 0; i < 40; i++) {
      int user = 1 + random.nextInt(300);
      int other = 1 + random.nextInt(300);
      int n = 1 + random.nextInt(600);
      List<String> happenings =
          List.of(
              "insert into orders values (%d, 10, '%s', 'new') on conflict do nothing"
                  .formatted(user, day.minusDays(random.nextInt(3))),
              "insert into orders values (%d, 11, '2018-01-01', 'found') on conflict do nothing"
                  .formatted(user),
              "delete from orders where user_id = " + user,
              "update users set name = name || '.' where id = " + other,
              "delete from events where id = md5('%d')::uuid".formatted(n),
              "update events set at = '2026-11-01' where id = md5('%d')::uuid".formatted(n),
              "update events set data = data || 'y' where id = md5('%d')::uuid".formatted(n),
              "insert into events values (md5('old%d')::uuid, '2020-01-01', 'z') on conflict do nothing"
                  .formatted(n),
              "update tokens set at = '2026-01-01' where code like '%d' || chr(10) || '%%'"
                  .formatted(n),
              "update visits set page = 'q' where at > timestamptz '2024-05-01' + %d * interval '1 hour'"
                  .formatted(n),
              "delete from visits where at < timestamptz '2024-01-02' + %d * interval '1 hour'"
                  .formatted(n),
              "insert into visits values ('new', timestamptz '2022-01-01' + %d * interval '1 hour', 'p')"
                  .formatted(n));
      shop.execute(happenings.get(random.nextInt(happenings.size())));
    }
    // A key is given to another row: once to one that is not due, and moved ones stay the same
    // rows.
    shop.execute("delete from tokens where code like '7' || chr(10) || '%'");
    shop.execute("insert into tokens values (e'7\\n\"\\\\,;''é', '2026-10-10', 'another')");
    shop.execute("insert into events values (gen_random_uuid(), '2019-01-01', 'came since')");
    shop.execute("delete from events where id = md5('5')::uuid");
    shop.execute(
        "insert into oubli.hold (scope, collection, row_key, reason, owner, review_on, added_by)"
            + " values ('subject', 'users', '"
            + (1 + 2 * random.nextInt(100))
            + "', 'court', 'Legal', '2040-01-01', 'dpo')");
  }

  @Test
  void aPlanOfAVersionThatKeptNoRowsIsRefusedInOneLine() {
    shop.execute(
        "insert into oubli.plan (hash, as_of, policy_sha256, map_sha256, content, made_by) values"
            + " ('0123456789abcdef', '%s', '%s', '%s', '', 'dpo')"
                .formatted(MADE, shop.policy().sha256(), shop.map().sha256()));

    assertThat(refusal("0123456789abcdef"))
        .containsExactly(
            "plan 0123456789abcdef was made by an earlier version, which did not keep its rows;"
                + " make a new one with --dry-run");
  }

  private List<String> refusal(String plan) {
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> run(MADE, plan));
    assertThat(refusal.code()).isEqualTo(ExitCode.REFUSED);
    return refusal.lines();
  }

  @Test
  void aNewerPlanTakesThePlaceOfOneOfItsDayAndAnOldOneEnds() {
    String first = plan(shop.folder().resolve("1.csv"));
    shop.execute("insert into orders values (1, 10, '2026-11-22', 'new')");
    String night =
        Shop.planNamedIn(catchThrowableOfType(Refusal.class, () -> run(MADE, null)).lines());
    assertThat(night).as("the refused night makes a plan of its own").isNotEqualTo(first);
    shop.execute("insert into orders values (2, 10, '2026-11-22', 'new')");
    String second = plan(shop.folder().resolve("2.csv"));

    assertThat(refusal(first)).singleElement().asString().contains("was replaced by a newer one");
    shop.execute("update oubli.plan set kept_at = kept_at - interval '31 days'");
    assertThat(refusal(second)).singleElement().asString().contains("is older than 30 days");
    assertThat(shop.count("oubli.planned_rows")).isZero();
  }

  @Test
  void aListIsNeverWrittenOverNorToALog() throws IOException {
    Path list = shop.folder().resolve("list.csv");
    Files.writeString(list, "mine");
    List<String> told = new ArrayList<>();
    for (Path file : List.of(list, Path.of("-"), Path.of("/proc/nowhere/list.csv"))) {
      told.addAll(catchThrowableOfType(Refusal.class, () -> plan(file)).lines());
    }

    assertThat(told).hasSize(3);
    assertThat(told.get(0)).contains("list.csv is there already");
    assertThat(Files.readString(list)).isEqualTo("mine");
    assertThat(shop.count("oubli.plan")).isZero();
  }
}
