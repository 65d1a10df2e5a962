package fr.oubli.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.evidence.LedgerVerification;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.purge.PurgeOutcome;
import fr.oubli.testing.Desk;
import fr.oubli.testing.EarlierVersion;
import fr.oubli.testing.OubliProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A schema {@code oubli} of an earlier version loses nothing when it is brought up to date, and
 * what that version had begun is finished: a night that was stopped and killed, an erasure that was
 * killed. What the night must leave was recorded from that version, which finished it on a copy.
 */
class EarlierVersionIT {

  private static final LocalDate NIGHT = LocalDate.of(2026, 11, 23);

  /** What that version wrote into its ledger when it finished the night and the erasure. */
  private static final List<String> LEDGER =
      List.of(
          "6 order-data invoices archive 2021-11-22 {6}",
          "6 order-data orders anonymise 2021-11-22 {8}",
          "6 order-data customers anonymise 2021-11-22 {8}",
          "8 order-data orders anonymise 2026-11-23 {6}",
          "8 order-data customers anonymise 2026-11-23 {6}");

  /** The results that it noted of the night. */
  private static final List<String> RESULTS =
      """
      order-data:invoice_lines due 2 done 1 held 1 quarantined 0 remaining 1
      accounting-documents:invoice_lines due 1 done 0 held 1 quarantined 0 remaining 1
      call-recordings:recordings due 3 done 2 held 1 quarantined 0 remaining 1
      cookies:cookies due 1 done 1 held 0 quarantined 2 remaining 0
      consent-proof:consents due 0 done 0 held 0 quarantined 0 remaining 0
      newsletter:newsletter_subscriptions due 1 done 1 held 0 quarantined 0 remaining 0
      closed-disputes:disputes due 0 done 0 held 0 quarantined 0 remaining 0
      order-data:invoices due 2 done 1 held 1 quarantined 0 remaining 1
      accounting-documents:invoices due 1 done 0 held 1 quarantined 0 remaining 1
      order-data:orders due 3 done 1 held 2 quarantined 1 remaining 2
      order-data:customers due 3 done 1 held 2 quarantined 1 remaining 2
      prospects:customers due 0 done 0 held 0 quarantined 0 remaining 0
      accounting-documents:archive.invoices due 0 done 0 held 0 quarantined 0 remaining 0
      accounting-documents:archive.invoice_lines due 0 done 0 held 0 quarantined 0 remaining 0
      """
          .lines()
          .toList();

  /** The checksums of the business tables that it left. */
  private static final Map<String, String> ROWS =
      Map.of(
          "customers", "db8a10741c73b0feaa2f4ff7fa8acad3",
          "orders", "1612f8fed7952cdc2efea8cde644cc95",
          "invoices", "5c30feb982a7b64cf25df5a735a7c054",
          "invoice_lines", "2cacff35f567fa089b0d5ccad438f1ac",
          "recordings", "bacaa3a0dc5a0b89664d076f405b437d",
          "cookies", "d79ef6e0145bb216fd25b5a0557ae64a",
          "consents", "e3076172855b76c5eef802efd75afeb2",
          "newsletter_subscriptions", "688527c710b4ab471ccab36de1c64aab",
          "disputes", "b6baa9fb963d02d0982efcf0851e8c09");

  private EarlierVersion earlier = EarlierVersion.migrated();

  @AfterEach
  void close() {
    earlier.close();
  }

  /** For a test that begins before the schema is up to date. */
  private void asItWasLeft() {
    earlier.close();
    earlier = new EarlierVersion();
  }

  @Test
  void everyValueIsStillThereOnceTheSchemaIsUpToDate() {
    asItWasLeft();
    Map<String, String> queries = everyColumn();
    Map<String, String> before = answers(queries);

    earlier.migrate();

    assertThat(before).hasSizeGreaterThan(30).containsKeys("ledger_entry", "request", "hold");
    // What people wrote of a step stands apart from the history now.
    queries.computeIfPresent(
        "request_event",
        (table, query) ->
            query.replace(
                "note",
                "coalesce(note, (select n.words from oubli.request_note n"
                    + " where n.event = request_event.id)) as note"));
    assertThat(answers(queries)).isEqualTo(before);
    assertThat(earlier.count("oubli.flyway_schema_history where not success")).isZero();
  }

  /** For each table, a query for the values of the columns that it has now. */
  private Map<String, String> everyColumn() {
    Map<String, String> queries = new TreeMap<>();
    earlier
        .jdbc()
        .query(
            """
            select c.table_name as name,
              string_agg(format('%I', c.column_name), ', ' order by c.ordinal_position) as columns
            from information_schema.columns c
              join information_schema.tables t using (table_schema, table_name)
            where c.table_schema = 'oubli' and t.table_type = 'BASE TABLE'
            group by c.table_name""",
            row -> {
              queries.put(
                  row.getString("name"),
                  "select %s from oubli.%s"
                      .formatted(row.getString("columns"), row.getString("name")));
            });
    // Newer migrations add their own lines.
    queries.merge("flyway_schema_history", " where installed_rank <= 14", String::concat);
    return queries;
  }

  private Map<String, String> answers(Map<String, String> queries) {
    Map<String, String> answers = new TreeMap<>();
    queries.forEach(
        (table, query) ->
            answers.put(
                table,
                String.valueOf(
                    earlier.text(
                        "select string_agg(r::text, e'\\n' order by r::text) from (%s) r"
                            .formatted(query)))));
    return answers;
  }

  @Test
  void itsEvidenceIsIntactUnderTheKeyThatTheAuditorKept() {
    LedgerVerification.Result result = earlier.verified();

    assertThat(result.faults()).isEmpty();
    assertThat(result.entries()).isEqualTo(24);
    assertThat(result.rows()).isEqualTo(29);
    assertThat(result.seals()).isEqualTo(5);
    assertThat(result.copies()).isEqualTo(5);
  }

  @Test
  void theKilledNightIsResumedAndEndsAsThatVersionWouldHaveEndedIt() throws Exception {
    asItWasLeft();
    OubliProcess night =
        OubliProcess.start(earlier.environment(), "nightly-purge", "--as-of", NIGHT.toString());

    assertThat(night.code()).as("%s", night.errors()).isEqualTo(ExitCode.QUARANTINE.code());
    assertThat(night.output()).contains("erasure of request 7 is done");
    assertThat(
            earlier.text("select string_agg(id || ' ' || state, ', ' order by id) from oubli.run"))
        .isEqualTo("1 done, 2 done, 3 done, 4 done, 5 interrupted, 6 done, 7 done, 8 done");
    assertThat(
            lines(
                "run || ' ' || rule || ' ' || collection || ' ' || action || ' ' || cutoff || ' '"
                    + " || row_keys",
                "oubli.ledger_entry where seq > 24",
                "seq"))
        .isEqualTo(LEDGER);
    assertThat(
            lines(
                "rule || ':' || collection || ' due ' || due || ' done ' || done || ' held ' || held"
                    + " || ' quarantined ' || quarantined || ' remaining ' || remaining",
                "oubli.run_result where run = 6",
                "position"))
        .isEqualTo(RESULTS);
    assertThat(earlier.checksums(ROWS.keySet().toArray(String[]::new))).isEqualTo(ROWS);
    assertThat(
            earlier.text(
                "select md5(string_agg(collection || row_key || subject_key || rule || governed_by"
                    + " || anchor || content, '|' order by collection, row_key)) from oubli.archive"))
        .isEqualTo("7bdef89e0da62702d4c06e89681b478e");
    assertThat(files()).containsExactly("b.ogg", "c.ogg");
    assertThat(earlier.count("oubli.file_removal where outcome is null")).isZero();
    assertThat(earlier.verified().faults()).isEmpty();
    assertThat(earlier.verified().seals()).isEqualTo(8);
  }

  private List<String> lines(String columns, String from, String order) {
    return earlier
        .jdbc()
        .queryForList(
            "select %s from %s order by %s".formatted(columns, from, order), String.class);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(earlier.recordings())) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** Spring Batch sees one job that was stopped, killed, and then completed. */
  @Test
  void theResumedNightIsTheSameJob() {
    earlier.purge(EarlierVersion.policy(), EarlierVersion.map(), NIGHT);

    assertThat(
            lines(
                "status",
                "oubli.batch_job_execution where job_instance_id = 5",
                "job_execution_id"))
        .containsExactly("STOPPED", "FAILED", "COMPLETED");
  }

  @Test
  void aNightOfAnotherDayClosesTheKilledOne() {
    PurgeOutcome night =
        earlier.purge(EarlierVersion.policy(), EarlierVersion.map(), NIGHT.plusDays(1));

    assertThat(night.code()).as("%s", night.remarks()).isEqualTo(ExitCode.QUARANTINE);
    assertThat(night.run()).isEqualTo(7);
    assertThat(earlier.text("select state from oubli.run where id = 6")).isEqualTo("interrupted");
    assertThat(earlier.text("select entries from oubli.seal where run = 6")).isEqualTo("4");
    assertThat(earlier.text("select row_keys from oubli.ledger_entry where seq = 25"))
        .isEqualTo("{6}");
    assertThat(earlier.verified().faults()).isEmpty();
    assertThat(earlier.verified().copies()).isEqualTo(7);
  }

  /** The event went in run 1: if it were forgotten, the person would be due since 2025. */
  @Test
  void anEventThatWentBeforeIsRemembered() {
    earlier.purge(EarlierVersion.policy(), EarlierVersion.map(), LocalDate.of(2027, 1, 1));
    assertThat(earlier.text("select name from customers where id = 13")).isEqualTo("Marc Treize");

    earlier.purge(EarlierVersion.policy(), EarlierVersion.map(), LocalDate.of(2027, 1, 2));
    assertThat(earlier.text("select name from customers where id = 13")).isNull();
  }

  @Test
  void theErasureThatWasKilledIsFinished() {
    Desk desk = new Desk(earlier, EarlierVersion.policy(), EarlierVersion.map(), NIGHT);

    desk.erasure().erase(7);

    assertThat(earlier.text("select state from oubli.erasure where request = 7")).isEqualTo("done");
    assertThat(earlier.text("select email from customers where id = 6"))
        .isEqualTo("erased-6@invalid");
    assertThat(lines("collection || ' ' || row_keys", "oubli.ledger_entry where seq > 24", "seq"))
        .as("what was done before the kill is not done again")
        .containsExactly("orders {6}", "customers {6}");
    assertThat(earlier.count("oubli.suppression where request = 7")).isEqualTo(2);
    assertThat(earlier.verified().faults()).isEmpty();
  }
}
