package fr.oubli.setup.check;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.model.policy.PolicyFile;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.database.DatabaseSettings;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.purge.PurgeOutcome;
import fr.oubli.registers.hold.HoldRegister;
import fr.oubli.testing.Foreign;
import fr.oubli.testing.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told of a shop before a night. */
class CheckIT {

  private static final LocalDate NIGHT = LocalDate.of(2026, 11, 23);

  private Shop shop;

  @BeforeEach
  void rowsAreDue() {
    shop = Shop.fresh();
    long customer = shop.customer("due@exemple.fr");
    shop.invoice("F1", shop.order(customer, "2003-03-04"), "2003-03-04");
    shop.cookie("2020-01-01");
    shop.cookie("2020-01-02");
    shop.cookie("1970-01-01");
    shop.cookie("2026-11-01");
  }

  @AfterEach
  void leave() {
    shop.close();
  }

  private CheckReport check() {
    return check(null);
  }

  private CheckReport check(@Nullable String rule) {
    try (Database database = look()) {
      return new Check(database, NIGHT, "tonight", rule).of(shop.policy(), Shop.map());
    }
  }

  private Database look() {
    return Database.look(DatabaseSettings.from(shop.environment(), Path.of("target/test-home"), 4));
  }

  private static List<String> section(CheckReport checked, String beginning) {
    return checked.sections().stream()
        .filter(section -> section.title().startsWith(beginning))
        .findFirst()
        .orElseThrow()
        .lines();
  }

  /** The cells of the only line that starts with a cell. */
  private static List<String> cells(List<String> lines, String first) {
    List<List<String>> found =
        lines.stream()
            .map(line -> List.of(line.strip().split("\\s{2,}")))
            .filter(cells -> cells.get(0).equals(first))
            .toList();
    assertThat(found).as("%s", lines).hasSize(1);
    return found.get(0);
  }

  private static List<String> lines(CheckReport checked) {
    return checked.problems().stream().map(problem -> problem.line()).toList();
  }

  private void cookies(int number, String setAt) {
    shop.jdbc()
        .execute(
            "insert into cookies (value, set_at) select 'abc', '%s' from generate_series(1, %d)"
                .formatted(setAt, number));
    shop.jdbc().execute("analyze cookies");
  }

  @Test
  void whatMattersComesFirst() {
    CheckReport checked = check("cookies");
    assertThat(checked.lines().get(0))
        .isEqualTo(
            "a purge would run tonight: 2 rows due, 1 in quarantine;"
                + " how long is not known before a first run");
    assertThat(checked.code()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void nothingIsChanged() {
    var rows = shop.dump();
    String before = relations();
    check();
    assertThat(relations()).as("no table was made, dropped or rewritten").isEqualTo(before);
    assertThat(shop.dump()).isEqualTo(rows);
  }

  /** Every relation with the file that holds it, as they stay once a session has ended. */
  private @Nullable String relations() {
    return shop.text(
        "select string_agg(oid::regclass || ' ' || relfilenode, ', ' order by oid) from pg_class"
            + " where relpersistence <> 't'");
  }

  @Test
  void aLargeTableWithoutStatisticsIsNamed() {
    shop.jdbc().execute("alter table cookies set (autovacuum_enabled = off)");
    shop.jdbc()
        .execute(
            "insert into cookies (value, set_at) select repeat('x', 1000), '2026-11-01'"
                + " from generate_series(1, 9000)");
    assertThat(check().remarks())
        .contains("no statistics of cookies: run ANALYZE before the first night");

    shop.jdbc().execute("analyze cookies");
    assertThat(check().remarks()).noneMatch(line -> line.startsWith("no statistics"));
  }

  @Test
  void theCountsAreThoseOfTheNightThatFollows() {
    new HoldRegister(shop.dataSource())
        .add(HoldRegister.Scope.ROW, "cookies", "1", "audit", "Legal", NIGHT, "test");
    List<String> told = section(check(), "What each rule would find");
    assertThat(cells(told, "cookies"))
        .containsExactly("cookies", "delete", "4", "2", "1", "0", "1", "unknown");
    assertThat(told)
        .contains("cookies: due up to 2025-10-22, at most 13 months from cookies.set_at");

    var line = Shop.line(shop.purge(NIGHT.toString()), "cookies:cookies");
    assertThat(List.of(line.stored(), line.due(), line.held(), line.quarantined()))
        .containsExactly(4L, 2L, 1L, 1L);
  }

  @Test
  void everyProblemIsToldAtOnceAndAFaultyFileDecidesTheCode() {
    shop.amend("cookies.set_at", "cookies.value");
    shop.jdbc().execute("alter table customers add column birthday date");
    CheckReport checked = check();
    assertThat(checked.code()).isEqualTo(ExitCode.INVALID);
    assertThat(checked.lines().get(0)).isEqualTo("a purge would refuse: 2 problems");
    assertThat(checked.lines().get(1)).startsWith("  1. ").contains("policy.yml:", "is text");
    assertThat(checked.lines().get(2)).startsWith("  2. ").contains("customers.birthday");
  }

  @Test
  void whatAGateWouldRefuseIsCountedAllTheSame() {
    shop.jdbc().execute("alter table customers add column birthday date");
    shop.recording("2026-01-01", null);
    shop.jdbc().execute("update recordings set file_path = '../../etc/passwd'");
    CheckReport checked = check();
    assertThat(checked.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(lines(checked)).hasSize(2);
    assertThat(lines(checked).get(0)).contains("customers.birthday");
    assertThat(lines(checked).get(1)).contains("recordings.file_path of row 1 leaves the folder");
    assertThat(cells(section(checked, "What each rule would find"), "cookies")).contains("2");
  }

  @Test
  void moreThanTheLimitOfANightIsAProblem() {
    shop.amend(
        "share-of-collection: 100%, from-rows: 1000000", "share-of-collection: 10%, from-rows: 1");
    CheckReport checked = check("cookies");
    assertThat(checked.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(lines(checked))
        .singleElement()
        .asString()
        .startsWith("cookies:cookies would delete 2 of 4 rows, over the limit of 10 %; approve it");
  }

  @Test
  void aMapOfAnotherDatabaseIsToldLineByLine() {
    shop.jdbc().execute("drop table cookies");
    CheckReport checked = check();
    assertThat(checked.code()).isEqualTo(ExitCode.INVALID);
    assertThat(lines(checked)).singleElement().asString().contains("no table public.cookies");
  }

  @Test
  void aFaultyPolicyHidesNothingOfTheMap() throws IOException {
    Path faulty = Files.writeString(shop.recordings().resolve("faulty.yml"), "policy: [\n");
    shop.jdbc().execute("alter table customers add column birthday date");
    try (Database database = look()) {
      CheckReport checked =
          new Check(database, NIGHT, "tonight", null)
              .of(LoadedFiles.read(() -> PolicyFile.read(faulty), Shop::map));
      assertThat(checked.code()).isEqualTo(ExitCode.INVALID);
      assertThat(lines(checked)).hasSize(2);
      assertThat(lines(checked).get(0)).contains("faulty.yml:");
      assertThat(lines(checked).get(1)).contains("customers.birthday");
      assertThat(checked.sections())
          .extracting(CheckSection::title)
          .satisfiesExactly(
              order -> assertThat(order).startsWith("Order"),
              coverage -> assertThat(coverage).startsWith("Coverage"));
    }
  }

  @Test
  void theOrderIsDrawnWithEachKeyAndWhatItDoes() {
    shop.jdbc()
        .execute(
            "alter table invoice_lines drop constraint invoice_lines_invoice_id_fkey,"
                + " add constraint lines_of foreign key (invoice_id) references invoices"
                + " on delete cascade");
    List<String> order = section(check(), "Order of work");
    List<String> line =
        order.stream().filter(each -> each.contains("invoice_lines")).findFirst().stream().toList();
    assertThat(line)
        .singleElement()
        .asString()
        .contains("invoice_id -> invoices", "cascade", "yes");
    assertThat(order).anyMatch(each -> each.contains("corrects_id -> itself"));
    assertThat(String.join(" ", order)).containsSubsequence("invoice_lines", "invoices", "orders");
  }

  @Test
  void theIndexOfEachClockIsNamed() {
    List<String> indexes = section(check(), "Indexes");
    assertThat(cells(indexes, "cookies.set_at"))
        .containsExactly("cookies.set_at", "cookies_set_at_idx", "cookies");
    assertThat(cells(indexes, "customers lower(btrim(email))"))
        .contains("customers_lower_idx", "order-data, prospects");
    assertThat(cells(indexes, "orders.ordered_at")).contains("none (small table)");
    assertThat(indexes).noneMatch(line -> line.contains("CREATE INDEX"));
  }

  @Test
  void aLargeTableWithoutTheIndexOfItsClockComesWithTheStatement() {
    shop.jdbc().execute("drop index cookies_set_at_idx");
    cookies(20_000, "2026-01-01");
    CheckReport checked = check();
    String create = "CREATE INDEX CONCURRENTLY ON \"public\".\"cookies\" (\"set_at\");";
    assertThat(checked.code()).isEqualTo(ExitCode.DONE);
    assertThat(section(checked, "Indexes")).contains("    " + create);
    assertThat(checked.lines()).contains("1 index to make first: see Indexes");

    shop.jdbc().execute(create);
    assertThat(section(check(), "Indexes")).noneMatch(line -> line.contains("CREATE INDEX"));
  }

  @Test
  void thatOfAPartitionedTableIsAStatementThatPostgresqlTakes() {
    shop.jdbc()
        .execute(
            """
            drop table cookies;
            create table cookies (id bigint generated always as identity, value text,
              set_at timestamptz, primary key (id, set_at)) partition by range (set_at);
            create table cookies_2026 partition of cookies
              for values from ('2020-01-01') to ('2027-01-01');
            """);
    cookies(20_000, "2026-01-01");
    List<String> indexes;
    try (Database database = look()) {
      indexes =
          section(
              new Check(database, NIGHT, "tonight", "cookies").of(shop.policy(), partitioned()),
              "Indexes");
    }
    String create =
        indexes.stream().filter(line -> line.contains("CREATE INDEX")).findFirst().orElseThrow();
    shop.jdbc().execute(create);
  }

  private fr.oubli.model.datamap.DataMap partitioned() {
    try {
      String text =
          Files.readString(Path.of("src/test/resources/shop/datamap.yml"))
              .replace("{ name: set_at }", "{ name: set_at, fides_meta: { primary_key: true } }");
      return fr.oubli.model.datamap.DataMapFile.read(
          Files.writeString(shop.recordings().resolve("map.yml"), text));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void whatTheMapLeavesOutIsNamed() {
    shop.jdbc()
        .execute(
            """
            create table suppliers (id int primary key, contact_name text, phone text, price int);
            create table tariffs (id int primary key, price int);
            alter table customers add column birth_date date;
            """);
    CheckReport checked = check();
    List<String> coverage = section(checked, "Coverage");
    assertThat(coverage).contains("2 tables not mapped: suppliers, tariffs");
    assertThat(coverage).containsSequence("1 column not in the map:", "  customers: birth_date");
    assertThat(cells(coverage, "suppliers.contact_name")).contains("user.name", "table not mapped");
    assertThat(cells(coverage, "customers.birth_date"))
        .contains("user.demographic.date_of_birth", "not in the map");
    assertThat(coverage).noneMatch(line -> line.strip().startsWith("suppliers.price"));
    assertThat(coverage).noneMatch(line -> line.strip().startsWith("customers.email"));
    assertThat(checked.lines())
        .anyMatch(line -> line.endsWith("may be personal, and the map does not say: see Coverage"));
  }

  @Test
  void personalColumnsThatNoRuleEndsAreNamed() {
    shop.amend("then: { recordings: delete }", "then: { cookies: delete }")
        .amend("starts: { row: recordings.started_at }", "starts: { row: cookies.set_at }");
    assertThat(section(check(), "Coverage"))
        .anyMatch(line -> line.startsWith("no rule ever ends (") && line.contains("recordings"));
  }

  @Test
  void theTimeIsWhatEarlierRunsTookAndElseNotKnown() {
    assertThat(cells(section(check("cookies"), "What each"), "cookies")).endsWith("unknown");
    PurgeOutcome night = shop.purge(NIGHT.toString());
    assertThat(Shop.line(night, "cookies:cookies").done()).isEqualTo(2);
    shop.cookie("2020-01-01");
    CheckReport after = check("cookies");
    assertThat(cells(section(after, "What each"), "cookies").get(7)).endsWith(" s");
    assertThat(after.lines().get(0)).contains("1 row due", "; about ");

    cookies(30, "2020-01-01");
    CheckReport more = check("cookies");
    assertThat(cells(section(more, "What each"), "cookies")).endsWith("unknown");
    assertThat(more.lines().get(0)).contains("31 rows due", "; at least ");
  }

  @Test
  void aDatabaseThatSawNoRunIsCountedAsIfNothingWereRegistered() {
    List<String> with = counted();
    shop.jdbc().execute("drop schema oubli cascade");
    assertThat(counted()).isEqualTo(with);
    assertThat(check().lines())
        .contains("no run was here yet; the first one makes the schema oubli");
    assertThat(shop.text("to_regnamespace('oubli')")).isNull();
  }

  /** What is found, without the archive, which a run makes, and without times. */
  private List<String> counted() {
    return section(check(), "What each").stream()
        .filter(line -> !line.contains("archive.") && !line.contains("to count"))
        .map(line -> line.replaceAll("\\s+", " "))
        .toList();
  }

  @Test
  void anOlderSchemaIsLeftAsItIs() {
    shop.jdbc()
        .execute(
            "delete from oubli.flyway_schema_history where installed_rank ="
                + " (select max(installed_rank) from oubli.flyway_schema_history)");
    var rows = shop.dump();
    String before = relations();
    CheckReport checked = check();
    assertThat(checked.lines()).anyMatch(line -> line.contains("of an older version"));
    assertThat(checked.code()).isEqualTo(ExitCode.DONE);
    assertThat(relations()).isEqualTo(before);
    assertThat(shop.dump()).isEqualTo(rows);
  }

  @Test
  void peopleForWhomNoClockEverStartsAreCounted() {
    shop.customer("never-ordered@exemple.fr");
    assertThat(check().remarks()).noneMatch(line -> line.contains("no clock ever starts"));

    shop.amend(
        "customers.created_at, contact_requests.received_at", "contact_requests.received_at");
    assertThat(check().remarks())
        .anyMatch(line -> line.startsWith("1 row of customers: no clock ever starts for them"));
  }

  @Test
  void howPeopleReachTheirRowsIsSaidByEachTieAndWhatReachesNobodyIsCounted() throws IOException {
    try (Foreign foreign =
        new Foreign(
            """
            create table members (id int primary key, email text);
            create table notes (id int primary key, author int references members,
              reader int references members, body text, at date);
            create table letters (id int primary key, email text);
            create table visits (id int primary key, address text, member_id int,
              host int references members);
            insert into members values (1, 'a@example.fr');
            insert into notes values (1, 1, null, 'a', null), (2, null, 1, 'b', null),
              (3, null, null, 'c', null);
            insert into letters values (1, 'a@example.fr'), (2, ''), (3, null);
            insert into visits values (1, 'x'), (2, 'y');
            """,
            """
            dataset:
              - fides_key: d
                collections:
                  - name: members
                    fields:
                      - { name: id, fides_meta: { primary_key: true } }
                      - { name: email, data_categories: [user.contact.email], fides_meta: { identity: email } }
                  - name: notes
                    fields:
                      - { name: id, fides_meta: { primary_key: true } }
                      - { name: author, fides_meta: { references: [{ dataset: d, field: members.id, tie: owner }] } }
                      - { name: reader, fides_meta: { references: [{ dataset: d, field: members.id, tie: party }] } }
                      - { name: body, data_categories: [user.content] }
                      - { name: at }
                  - name: letters
                    fields:
                      - { name: id, fides_meta: { primary_key: true } }
                      - { name: email, data_categories: [user.contact.email], fides_meta: { identity: email } }
                  - name: visits
                    fields:
                      - { name: id, fides_meta: { primary_key: true } }
                      - { name: address, data_categories: [user.device.ip_address] }
                      - { name: member_id, data_categories: [user.unique_id] }
                      - { name: host }
            """,
            """
            policy: reach
            language: 2
            zone: Europe/Paris
            subject: { collection: members, same-person-by: [email] }
            rules:
              notes:
                cites: section 4
                basis: contract
                starts: { latest: [notes.at], per: subject }
                keep: { at-most: P1Y }
                then: { notes: delete }
            """)) {
      try (Database database =
          Database.look(
              DatabaseSettings.from(foreign.environment(), Path.of("target/test-home"), 4))) {
        CheckReport checked =
            new Check(database, NIGHT, "tonight", null).of(foreign.policy(), foreign.map());
        List<String> reach = section(checked, "How people reach");
        assertThat(cells(reach, "notes")).containsExactly("notes", "author", "reader", "-", "1");
        assertThat(cells(reach, "letters")).containsExactly("letters", "-", "-", "email", "2");
        assertThat(reach)
            .anyMatch(line -> line.matches(" +visits( +-){3} +2"))
            .anyMatch(line -> line.startsWith("nothing ties these to people"));
        assertThat(checked.remarks())
            .anyMatch(line -> line.startsWith("1 collection with personal columns that nothing"))
            .anyMatch(line -> line.startsWith("visits.member_id is called a person's identifier"))
            .anyMatch(line -> line.startsWith("visits.host refers to members in the database"))
            .noneMatch(line -> line.startsWith("notes."));
      }
    }
  }

  @Test
  void whatOthersMayFeelOfANightIsSaid() {
    assertThat(check().remarks()).noneMatch(line -> line.contains("gentle"));
    shop.amend("from-rows: 1000000", "from-rows: 1000000, pace: { commit: 20ms, log: 500kB }");
    assertThat(check().remarks())
        .contains(
            "a night is gentle to others: commits of others 20 ms at most, replicas 10 s behind at"
                + " most, 0.5 MB of log a second at most");
  }
}
