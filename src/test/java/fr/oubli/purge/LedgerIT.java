package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.oubli.evidence.LedgerVerification;
import fr.oubli.evidence.SealFiles;
import fr.oubli.evidence.SealKey;
import fr.oubli.testing.Shop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerIT {

  private static final Shop TWO_NIGHTS = Shop.fresh();

  private final Shop shop = TWO_NIGHTS.twin();

  @BeforeAll
  static void twoNights() {
    night("2026-11-22");
    night("2026-11-23");
  }

  private static void night(String day) {
    TWO_NIGHTS.cookie("2020-01-01 12:00+01");
    TWO_NIGHTS.cookie("2020-01-01 12:00+01");
    TWO_NIGHTS.recording("2020-01-01 12:00+01", null);
    TWO_NIGHTS.order(null, "2015-01-01 12:00+01");
    TWO_NIGHTS.purge(day);
  }

  @AfterAll
  static void closeTwoNights() {
    TWO_NIGHTS.close();
  }

  @AfterEach
  void close() {
    shop.close();
  }

  /** As a superuser who switches the triggers off. */
  private List<String> faultsAfter(String... statements) {
    try (Connection connection = shop.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("set session_replication_role = replica");
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return shop.verifyLedger().faults();
  }

  @Test
  void anUntouchedLedgerVerifies() {
    LedgerVerification.Result result = shop.verifyLedger();

    assertThat(result.faults()).isEmpty();
    assertThat(result.entries()).isEqualTo(6);
    assertThat(result.rows()).isEqualTo(8);
    assertThat(result.seals()).isEqualTo(2);
    assertThat(result.copies()).isEqualTo(2);
  }

  @Test
  void everyRowThatWentIsNamedByItsKey() {
    assertThat(
            shop.text(
                "select string_agg(row_keys, ' ' order by seq) from oubli.ledger_entry where collection = 'cookies'"))
        .isEqualTo("{1,2} {3,4}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "row_keys = '{7,8}'",
        "row_count = row_count + 1",
        "cutoff = cutoff + 1",
        "action = 'anonymise'",
        "collection = 'customers'",
        "rule = 'other'",
        "policy_sha256 = 'other'",
        "recorded_at = recorded_at + interval '1 second'",
        "run = 2",
        "digest = md5(digest)",
        "previous_digest = md5(digest)"
      })
  void aChangedEntryIsFound(String change) {
    assertThat(faultsAfter("update oubli.ledger_entry set " + change + " where seq = 2"))
        .isNotEmpty();
  }

  @Test
  void aChangedEntryWithAFittingDigestIsFound() {
    assertThat(
            faultsAfter(
                "update oubli.ledger_entry set row_keys = '{7,8}' where seq = 6",
                "update oubli.ledger_entry set digest = encode(sha256(convert_to(concat_ws(E'\\n',"
                    + " seq, run, to_char(recorded_at at time zone 'UTC',"
                    + " 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"'), rule, policy_sha256, collection, action,"
                    + " to_char(cutoff, 'YYYY-MM-DD'), row_count,"
                    + " encode(sha256(convert_to(row_keys, 'UTF8')), 'hex'), previous_digest),"
                    + " 'UTF8')), 'hex') where seq = 6"))
        .containsExactly("seal 2 (run 2) speaks of 3 entries, the ledger has other ones");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void aRemovedEntryIsFound(int seq) {
    assertThat(faultsAfter("delete from oubli.ledger_entry where seq = " + seq))
        .anyMatch(fault -> fault.contains("entries " + seq + " to " + seq + " are missing"));
  }

  @Test
  void aRemovedEntryIsFoundAlthoughTheOthersWereNumberedAgain() {
    assertThat(
            faultsAfter(
                "delete from oubli.ledger_entry where seq = 2",
                "update oubli.ledger_entry set seq = seq - 1 where seq = 3",
                "update oubli.ledger_entry set seq = seq - 1 where seq = 4",
                "update oubli.ledger_entry set seq = seq - 1 where seq = 5",
                "update oubli.ledger_entry set seq = seq - 1 where seq = 6"))
        .isNotEmpty();
  }

  @Test
  void reorderedEntriesAreFound() {
    assertThat(
            faultsAfter(
                "update oubli.ledger_entry set seq = 99 where seq = 1",
                "update oubli.ledger_entry set seq = 1 where seq = 2",
                "update oubli.ledger_entry set seq = 2 where seq = 99"))
        .isNotEmpty();
  }

  @Test
  void aTruncatedTailIsFound() {
    assertThat(faultsAfter("delete from oubli.ledger_entry where seq > 4"))
        .contains("the ledger ends at entry 4, a seal speaks of 6");
  }

  @Test
  void aTailRemovedWithItsSealIsFoundByTheCopyOutside() {
    assertThat(
            faultsAfter(
                "delete from oubli.ledger_entry where run = 2",
                "delete from oubli.seal where run = 2"))
        .contains("run 2 has ended and has no seal")
        .anySatisfy(
            fault -> assertThat(fault).contains("seal-2.txt", "the database has no such seal"));
  }

  @Test
  void aRemovedSealIsFound() {
    assertThat(faultsAfter("delete from oubli.seal where run = 1")).isNotEmpty();
  }

  @Test
  void entriesWithoutASealAreToldWhenTheirSealIsRemoved() {
    assertThat(faultsAfter("delete from oubli.seal where run = 2")).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "row_count = 1",
        "entries = 1",
        "merkle_root = md5('x')",
        "sealed_at = sealed_at + interval '1 day'",
        "document = document || 'x'",
        "signature = (select signature from oubli.seal where run = 2)",
        "previous_seal = md5('x')"
      })
  void aForgedSealIsFound(String change) {
    assertThat(faultsAfter("update oubli.seal set " + change + " where run = 1")).isNotEmpty();
  }

  @Test
  void aSealByAnotherKeyIsFoundByWhoKeptThePublicKey() {
    String other = SealKey.in(shop.keys().resolve("other")).publicKey();

    assertThat(new LedgerVerification(shop.dataSource()).verify(shop.reports(), other).faults())
        .anyMatch(fault -> fault.contains("is not signed by the key"));
  }

  @Test
  void theSealsVerifyWithThePublicKeyThatWasKept() {
    String kept = SealKey.in(shop.keys()).publicKey();

    assertThat(new LedgerVerification(shop.dataSource()).verify(shop.reports(), kept).intact())
        .isTrue();
  }

  @Test
  void theDatabaseRefusesToChangeEvidence() {
    for (String statement :
        List.of(
            "update oubli.ledger_entry set rule = rule",
            "delete from oubli.ledger_entry",
            "truncate oubli.ledger_entry",
            "update oubli.seal set signature = ''",
            "delete from oubli.seal",
            "truncate oubli.seal")) {
      assertThatThrownBy(() -> shop.jdbc().execute(statement))
          .as(statement)
          .rootCause()
          .hasMessageContaining("is append-only");
    }
  }

  @Test
  void aFolderThatTwoDatabasesShareKeepsTheSealsOfBoth() throws Exception {
    shop.cookie("2020-01-01");
    long run = shop.purge("2026-11-23").run();
    LocalDate night = LocalDate.parse("2026-11-23");
    Path folder = shop.options(night, false, null).reports().resolve(night.toString());
    String ours = Files.readString(folder.resolve("seal-" + run + ".txt"));

    SealFiles.write(folder, run, "the seal of another database");
    SealFiles.write(folder, run, ours);

    assertThat(folder.resolve("seal-" + run + ".txt")).hasContent(ours);
    assertThat(folder.toFile().list((all, name) -> name.startsWith("seal-" + run + "-")))
        .singleElement()
        .satisfies(
            name -> assertThat(folder.resolve(name)).hasContent("the seal of another database"));
  }
}
