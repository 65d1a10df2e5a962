package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.evidence.LedgerVerification;
import fr.oubli.evidence.LedgerVerification.Result;
import fr.oubli.evidence.SealKey;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.testing.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whoever may do everything in the database changes one thing of the evidence, of each kind and in
 * each place: whoever verifies sees it. Each change is made in a transaction that is taken back.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TamperIT {

  private static final LocalDate NIGHT = LocalDate.of(2026, 11, 23);

  private final Shop shop = Shop.fresh();

  @BeforeAll
  void threeNightsOfWhichTheLastCarriesOutAPlan() {
    for (int night = 0; night < 2; night++) {
      rows();
      shop.purge(NIGHT.plusDays(night).toString());
    }
    rows();
    shop.dryRun(NIGHT.plusDays(2).toString());
    String plan = shop.text("select hash from oubli.plan order by made_at desc limit 1");
    assertThat(shop.purgePlan(String.valueOf(plan)).code()).isEqualTo(ExitCode.DONE);
    assertThat(shop.count("oubli.run where plan_hash is not null")).isEqualTo(1);
    assertThat(shop.count("oubli.seal")).isEqualTo(3);
    assertThat(shop.verifyLedger().faults()).isEmpty();
  }

  private void rows() {
    for (int i = 0; i < 3; i++) {
      shop.cookie("2020-01-01");
    }
  }

  @AfterAll
  void close() {
    shop.close();
  }

  static Stream<String> changes() {
    List<String> all = new ArrayList<>();
    for (String place : List.of("min", "max", "middle")) {
      String seq = at(place, "seq", "oubli.ledger_entry");
      all.add("delete from oubli.ledger_entry where seq = " + seq);
      for (String set :
          List.of(
              "row_keys = '{99}'",
              "row_count = row_count + 1",
              "rule = 'x'",
              "action = 'x'",
              "cutoff = cutoff + 1",
              "collection = 'x'",
              "run = 77",
              "digest = md5('x')",
              "recorded_at = recorded_at + interval '1 s'",
              "previous_digest = md5('x')",
              "policy_sha256 = 'x'")) {
        all.add("update oubli.ledger_entry set " + set + " where seq = " + seq);
      }
      String run = at(place, "run", "oubli.seal");
      all.add("delete from oubli.seal where run = " + run);
      for (String set :
          List.of(
              "document = replace(document, 'operator: ', 'operator: x')",
              "signature = public_key",
              "public_key = signature",
              "entries = entries + 1",
              "row_count = row_count + 1",
              "merkle_root = md5('x')",
              "previous_seal = md5('x')",
              "digest = md5('x')",
              "sealed_at = sealed_at + interval '1 day'",
              "sequence = sequence + 10",
              "first_seq = first_seq + 1",
              "last_seq = last_seq + 1")) {
        all.add("update oubli.seal set " + set + " where run = " + run);
      }
      String id = at(place, "id", "oubli.run");
      all.add("delete from oubli.run where id = " + id);
      for (String set :
          List.of(
              "operator = 'x'",
              "as_of = as_of + 1",
              "policy = 'x'",
              "policy_sha256 = 'x'",
              "map_sha256 = 'x'",
              "only_rule = 'x'",
              "started_at = started_at + interval '1 s'",
              "unreached = coalesce(unreached, 0) + 1",
              "unreached_rows = '{\"orders\": 7}'",
              "state = 'failed'")) {
        all.add("update oubli.run set " + set + " where id = " + id);
      }
      for (String set :
          List.of(
              "rule = 'x'",
              "collection = 'x'",
              "action = 'x'",
              "cutoff = cutoff + 1",
              "stored = stored + 1",
              "due = due + 1",
              "done = done + 1",
              "held = held + 1",
              "restricted = restricted + 1",
              "quarantined = quarantined + 1",
              "remaining = remaining + 1",
              "referenced = referenced + 1",
              "left_out = left_out + 1",
              "unplanned = unplanned + 1",
              "busy = busy + 1",
              "oldest_remaining = '2020-01-01'")) {
        all.add(
            "update oubli.run_result set "
                + set
                + " where position = (select min(position) from oubli.run_result) and run = "
                + id);
      }
      all.add(
          "delete from oubli.run_result where position = (select min(position) from oubli.run_result) and run = "
              + id);
      String age =
          " where run = "
              + id
              + " and first_day = (select min(first_day) from oubli.run_age where run = "
              + id
              + ")";
      all.add("delete from oubli.run_age" + age);
      for (String set :
          List.of(
              "row_count = row_count + 1",
              "last_day = last_day + 1",
              "first_day = first_day - 1",
              "position = position + 50",
              "sampled = not sampled")) {
        all.add("update oubli.run_age set " + set + age);
      }
      all.add(
          "insert into oubli.run_age values ("
              + id
              + ", 99, '2020-01-01', '2020-02-01', 1, false)");
      all.add(
          "insert into oubli.run_result select * from (select r.run, 99 as position, rule,"
              + " collection, action, cutoff, stored, due, done, held, restricted, quarantined,"
              + " remaining, oldest_remaining, millis from oubli.run_result r where run = "
              + id
              + " limit 1) x");
    }
    String planned = " where plan_hash is not null";
    all.add("update oubli.run set plan_hash = null" + planned);
    all.add("update oubli.run set plan_hash = repeat('a', 64)" + planned);
    String plan = " where hash = (select plan_hash from oubli.run" + planned + ")";
    for (String set :
        List.of("made_by = 'x'", "made_at = made_at + interval '1 s'", "content = 'x'")) {
      all.add("update oubli.plan set " + set + plan);
    }
    all.add("delete from oubli.plan" + plan);
    all.add("update oubli.identity set id = gen_random_uuid()");
    all.add(
        "insert into oubli.run (as_of, policy, policy_sha256, map_sha256, operator, ended_at, state)"
            + " values ('2026-11-24', 'x', 'x', 'x', 'x', now(), 'done')");
    all.add(
        "insert into oubli.file_removal (run, collection, row_key) select min(id), 'x', '1' from oubli.run");
    all.add(
        "insert into oubli.document_approval (collection, row_key, approved_by, approved_on, entered_by)"
            + " select collection, (row_keys::text[])[1], 'x', '2026-01-01', 'x'"
            + " from oubli.ledger_entry where action = 'delete' order by seq limit 1");
    all.add("delete from oubli.ledger_entry where true; delete from oubli.seal where true");
    all.add(
        "delete from oubli.ledger_entry where true; delete from oubli.seal where true;"
            + " delete from oubli.run_result where true; delete from oubli.run where true");
    return all.stream();
  }

  private static String at(String place, String column, String table) {
    return place.equals("middle")
        ? "(select %1$s from %2$s order by %1$s offset (select count(*) / 2 from %2$s) limit 1)"
            .formatted(column, table)
        : "(select %s(%s) from %s)".formatted(place, column, table);
  }

  /** One database for all of them, in which each change is taken back. */
  @Test
  void everyChangeInEveryPlaceIsSeen() throws SQLException {
    List<String> unseen = new ArrayList<>();
    try (Connection connection = shop.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("set session_replication_role = replica");
      connection.setAutoCommit(false);
      LedgerVerification verification =
          new LedgerVerification(
              new org.springframework.jdbc.datasource.SingleConnectionDataSource(connection, true));
      List<String> all = changes().toList();
      assertThat(all).hasSizeGreaterThan(150);
      for (String change : all) {
        statement.execute(change);
        if (verification.verify(shop.reports(), "").faults().isEmpty()) {
          unseen.add(change);
        }
        connection.rollback();
      }
      assertThat(verification.verify(shop.reports(), "").faults()).isEmpty();
      connection.rollback();
    }
    assertThat(unseen).isEmpty();
  }

  private Path copies() throws IOException {
    Path copies = Files.createTempDirectory(shop.folder(), "copies");
    org.springframework.util.FileSystemUtils.copyRecursively(shop.reports(), copies);
    return copies;
  }

  private Path copy(Path folder, int run) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.getFileName().toString().equals("seal-" + run + ".txt"))
          .findFirst()
          .orElseThrow();
    }
  }

  private Result verified(Path copies, String... keys) {
    return new LedgerVerification(shop.dataSource()).verify(copies, List.of(keys));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void aCopyThatWasChangedIsSeenAndOneThatIsGoneIsTold(int run) throws IOException {
    for (String change :
        List.of("operator: ", "rows: ", "signature: ", "public-key: ", "database: ")) {
      Path copies = copies();
      Path copy = copy(copies, run);
      Files.writeString(copy, Files.readString(copy).replace(change, change + "9"));
      assertThat(verified(copies).faults()).as(change).isNotEmpty();
    }
    Path copies = copies();
    Files.delete(copy(copies, run));
    assertThat(verified(copies).faults()).isEmpty();
    assertThat(verified(copies).remarks())
        .contains("no copy in " + copies + " of the seals of these runs: " + run);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void aSealByAnotherKeyIsSeenWhereverItStands(int run) throws IOException, SQLException {
    String kept = SealKey.in(shop.keys()).publicKey();
    String other = SealKey.in(shop.keys().resolve("other")).publicKey();
    try (Connection connection = shop.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("set session_replication_role = replica");
      connection.setAutoCommit(false);
      statement.execute("update oubli.seal set public_key = '" + other + "' where run = " + run);
      LedgerVerification verification =
          new LedgerVerification(
              new org.springframework.jdbc.datasource.SingleConnectionDataSource(connection, true));
      assertThat(verification.verify(shop.reports(), "").faults())
          .anyMatch(fault -> fault.contains("is not signed by the key beside it"));
      connection.rollback();
    }
    assertThat(verified(shop.reports(), kept).faults()).isEmpty();
    assertThat(verified(shop.reports(), kept).remarks())
        .anyMatch(line -> line.startsWith("key " + SealKey.fingerprint(kept) + ": since seal 1 "));
    assertThat(verified(shop.reports(), other).faults())
        .anyMatch(fault -> fault.contains("is not signed by the key"));
  }

  /** Outside the seals: until a run ends, nobody signed for what it does. */
  @Test
  void anEntryOfARunThatHasNotEndedIsToldAndNoFault() {
    Shop twin = shop.twin();
    try (twin) {
      twin.jdbc()
          .execute(
              "insert into oubli.run (as_of, policy, policy_sha256, map_sha256, operator)"
                  + " values ('2026-11-24', 'x', 'x', 'x', 'x')");
      twin.text(
          "select oubli.append_entry((select max(id) from oubli.run), 'r', 'p', 'c', 'delete',"
              + " '2026-01-01', '{1}', 1)");
      assertThat(twin.verifyLedger().faults()).isEmpty();
      assertThat(twin.verifyLedger().remarks())
          .contains("1 entries are of runs that have not ended, and in no seal yet");
      assertThat(
              org.assertj.core.api.Assertions.catchThrowable(
                  () ->
                      twin.text(
                          "select oubli.append_entry(1, 'r', 'p', 'c', 'delete', '2026-01-01', '{1}', 1)")))
          .hasStackTraceContaining("run 1 has ended");
    }
  }

  @Test
  void nothingLeftIsNotIntact() throws IOException, SQLException {
    try (Connection connection = shop.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("set session_replication_role = replica");
      connection.setAutoCommit(false);
      statement.execute(
          "delete from oubli.ledger_entry; delete from oubli.seal; delete from oubli.run_result;"
              + " delete from oubli.run");
      Result result =
          new LedgerVerification(
                  new org.springframework.jdbc.datasource.SingleConnectionDataSource(
                      connection, true))
              .verify(Files.createTempDirectory(shop.folder(), "none"), "");
      assertThat(result.empty()).isTrue();
      connection.rollback();
    }
  }
}
