package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.database.TestServer;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.testing.OubliProcess;
import fr.oubli.testing.PurgeProcess;
import fr.oubli.testing.Shop;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a person's mistake looks like to the one who launched the purge. */
class BadInputIT {

  private static final String AS_OF = "2026-11-23";

  private Shop shop;

  @BeforeEach
  void somethingIsDue() {
    shop = Shop.fresh();
    long customer = shop.customer("due@exemple.fr");
    shop.invoice("F1", shop.order(customer, "2003-03-04"), "2003-03-04");
    shop.cookie("2020-01-01");
    shop.recording("2020-01-01", "due.wav");
  }

  @AfterEach
  void leave() {
    shop.close();
  }

  private void refused(ExitCode code, List<String> pieces, String... options) throws Exception {
    refused(code, pieces, Map.of(), options);
  }

  /** One line with these pieces, that code, and every row and file as before. */
  private void refused(
      ExitCode code, List<String> pieces, Map<String, String> environment, String... options)
      throws Exception {
    Map<String, String> before = shop.business();
    OubliProcess process = PurgeProcess.here(shop, environment, AS_OF, options);
    assertThat(process.code()).as("%s", process.errors()).isEqualTo(code.code());
    assertThat(process.errors()).filteredOn(line -> !line.startsWith("WARN")).hasSize(1);
    assertThat(process.errors().get(0)).contains(pieces).doesNotContain("Exception", "\tat ");
    assertThat(shop.business()).isEqualTo(before);
    assertThat(shop.recordings().resolve("due.wav")).exists();
    if (shop.text("select to_regclass('oubli.ledger_entry')") != null) {
      assertThat(shop.count("oubli.ledger_entry")).isZero();
    }
  }

  @Test
  void aListOfANightThatActs() throws Exception {
    refused(ExitCode.INVALID, List.of("--list", "--dry-run"), "--list", "rows.csv");
  }

  @Test
  void malformedYaml() throws Exception {
    shop.amend("rules:\n", "rules: [\n");
    refused(ExitCode.INVALID, List.of("policy.yml:"));
  }

  @Test
  void anUnknownKey() throws Exception {
    shop.amend(
        "    keep: { at-most: P13M }", "    kepe: { at-most: P13M }\n    keep: { at-most: P13M }");
    refused(ExitCode.INVALID, List.of("policy.yml:", "kepe"));
  }

  @Test
  void anUnknownColumn() throws Exception {
    shop.amend("cookies.set_at", "cookies.placed_at");
    refused(ExitCode.INVALID, List.of("policy.yml:", "placed_at"));
  }

  @Test
  void aDateClockOnATextColumn() throws Exception {
    shop.amend("cookies.set_at", "cookies.value");
    refused(ExitCode.INVALID, List.of("policy.yml:", "cookies.value", "text"));
  }

  @Test
  void nullRewriteOfANotNullColumn() throws Exception {
    shop.amend(
        "  customers.email: { strategy: string_rewrite, value: \"erased-{key}@invalid\" }",
        "  customers.email: null_rewrite");
    refused(ExitCode.INVALID, List.of("policy.yml:", "customers.email", "NOT NULL"));
  }

  @Test
  void anUnmappedReferencingTable() throws Exception {
    shop.jdbc()
        .execute(
            "create table loyalty (id int primary key, customer_id bigint references customers);"
                + " create index on loyalty (customer_id)");
    refused(ExitCode.REFUSED, List.of("loyalty", "customers"));
  }

  @Test
  void aNewUnclassifiedColumn() throws Exception {
    shop.jdbc().execute("alter table customers add column birthday date");
    refused(ExitCode.REFUSED, List.of("customers.birthday"));
  }

  @Test
  void aLargeReferencingTableWithoutAnIndex() throws Exception {
    shop.jdbc()
        .execute(
            """
            drop index invoices_corrects_id_idx;
            insert into invoices (number, issued_on)
            select 'N' || i, date '2026-01-01' from generate_series(1, 20000) i;
            analyze invoices;
            """);
    refused(
        ExitCode.REFUSED,
        List.of("CREATE INDEX CONCURRENTLY ON \"public\".\"invoices\" (\"corrects_id\")"));
  }

  @Test
  void noDatabase() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    refused(
        ExitCode.FAILED,
        List.of("no PostgreSQL server answers at localhost:" + free),
        Map.of("OUBLI_DATABASE_URL", "jdbc:postgresql://localhost:" + free + "/shop"));
  }

  @Test
  void aWrongPassword() throws Exception {
    refused(
        ExitCode.INVALID,
        List.of("refuses the password of role agent"),
        Map.of(
            "OUBLI_DATABASE_URL",
            "jdbc:postgresql://localhost:" + TestServer.port() + "/postgres",
            "OUBLI_DATABASE_USER",
            TestServer.ROLE,
            "OUBLI_DATABASE_PASSWORD",
            "hunter2"));
  }

  /** A folder below a file: not even root may write there. */
  @Test
  void reportsThatCannotBeWritten() throws Exception {
    Path file = Files.createTempFile("not-a-folder", "");
    refused(ExitCode.INVALID, List.of(file.toString()), "--reports", file.resolve("r").toString());
  }

  @Test
  void aFolderOfReportsThatIsReadOnly() throws Exception {
    Path folder = Files.createTempDirectory("read-only");
    assertThat(folder.toFile().setWritable(false)).isTrue();
    org.junit.jupiter.api.Assumptions.assumeFalse(
        Files.isWritable(folder), "root writes into a folder that is read-only");
    refused(ExitCode.INVALID, List.of(folder.toString()), "--reports", folder.toString());
  }

  @Test
  void aRecordingThatLeavesItsRoot() throws Exception {
    shop.insert("recordings", "started_at", "2020-01-01", "file_path", "../../etc/passwd");
    refused(ExitCode.REFUSED, List.of("recordings.file_path", "'..'"));
  }

  @Test
  void twoRunsAtOnce() throws Exception {
    shop.dryRun(AS_OF);
    long cookies = shop.count("cookies");
    try (Connection reader = shop.connect()) {
      reader.setAutoCommit(false);
      try (Statement statement = reader.createStatement()) {
        statement.execute("lock table cookies in access exclusive mode");
        PurgeProcess first = PurgeProcess.start(shop, AS_OF);
        org.awaitility.Awaitility.await()
            .atMost(java.time.Duration.ofMinutes(1))
            .until(() -> shop.count("pg_locks where locktype = 'advisory'") > 0);
        OubliProcess second = PurgeProcess.here(shop, Map.of(), AS_OF);
        assertThat(second.code()).as("%s", second.errors()).isEqualTo(ExitCode.BUSY.code());
        assertThat(second.errors()).singleElement().asString().contains("another");
        reader.rollback();
        first.finish(ExitCode.DONE);
      }
    }
    assertThat(shop.count("cookies")).isEqualTo(cookies - 1);
  }
}
