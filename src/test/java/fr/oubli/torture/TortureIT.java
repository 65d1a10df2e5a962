package fr.oubli.torture;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.model.datacontroller.ControllerFile;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.registers.recording.RecordingFiles;
import fr.oubli.rights.access.SubjectExport;
import fr.oubli.rights.erasure.SubjectErase;
import fr.oubli.rights.erasure.SubjectErase.Erased;
import fr.oubli.rights.reply.CategoryOutcome;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.Right;
import fr.oubli.testing.Desk;
import fr.oubli.testing.Foreign;
import fr.oubli.testing.OubliProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.util.DigestUtils;

/**
 * Every shape of schema through a night, an answer, an erasure and another night. What each table
 * and file holds afterwards is compared with what was looked at once and recorded, by checksum; the
 * contents that were looked at are written to {@code target/torture}.
 */
class TortureIT {

  private static final Path FILES = Path.of("src/test/resources/torture");
  private static final Path LOOK = Path.of("target/torture");
  private static final LocalDate TODAY = LocalDate.of(2026, 6, 1);

  private static final Foreign TORTURE =
      Foreign.of(
          FILES.resolve("schema.sql"), FILES.resolve("datamap.yml"), FILES.resolve("policy.yml"));
  private static final Map<String, String> FOUND = new TreeMap<>();
  private static final List<fr.oubli.purge.PurgeOutcome> NIGHTS = new ArrayList<>();
  private static final List<Erased> ERASURES = new ArrayList<>();

  @BeforeAll
  static void live() throws IOException {
    Files.createDirectories(LOOK);
    // Pseudonyms of one key are the same in every run.
    Files.createDirectories(TORTURE.keys());
    Files.writeString(
        TORTURE.keys().resolve("pseudonym-key"), "b3VibGktdG9ydHVyZS1rZXktb2YtMzItYnl0ZXMtISE=\n");
    TORTURE.execute(Files.readString(FILES.resolve("rows.sql")));
    NIGHTS.add(TORTURE.purge(TODAY.toString()));
    tables("1 purged");
    report(NIGHTS.get(0));
    NIGHTS.add(TORTURE.purge(TODAY.toString()));
    tables("2 purged again");
    Request access = verified(Right.ACCESS);
    bundle(export().write(access, null));
    desk().register().steps().closeUnanswered(access.id(), "sent", TODAY);
    SubjectErase erase = desk().erasure();
    Request erasure = verified(Right.ERASURE);
    ERASURES.add(erase.erase(erasure.id()));
    tables("4 erased");
    ERASURES.add(erase.erase(erasure.id()));
    NIGHTS.add(TORTURE.purge(TODAY.toString()));
    tables("5 purged after the erasure");
  }

  @AfterAll
  static void close() {
    TORTURE.close();
  }

  @Test
  void everyTableAndFileHoldsWhatWasRecorded() throws IOException {
    List<String> sums = new ArrayList<>();
    FOUND.forEach(
        (name, content) ->
            sums.add(
                DigestUtils.md5DigestAsHex(content.getBytes(StandardCharsets.UTF_8))
                    + "  "
                    + name));
    Files.write(LOOK.resolve("checksums.txt"), sums);
    assertThat(sums)
        .as("look at %s and its neighbours", LOOK.resolve("checksums.txt"))
        .isEqualTo(Files.readAllLines(FILES.resolve("checksums.txt")));
  }

  @Test
  void everyNightIsDone() {
    assertThat(NIGHTS)
        .allSatisfy(
            night -> assertThat(night.code()).as("%s", night.remarks()).isEqualTo(ExitCode.DONE));
  }

  @Test
  void aSecondNightChangesNothing() {
    FOUND.forEach(
        (name, content) -> {
          if (name.startsWith("2 purged again ")) {
            assertThat(content).isEqualTo(FOUND.get(name.replace("2 purged again", "1 purged")));
          }
        });
    assertThat(NIGHTS.get(1).results()).allSatisfy(result -> assertThat(result.done()).isZero());
  }

  @Test
  void anErasureLeavesWhatSomebodyElsesRowRefersToAndSaysSo() {
    assertThat(ERASURES)
        .allSatisfy(
            erased ->
                assertThat(
                        erased.outcomes().stream()
                            .filter(o -> o.kind() == CategoryOutcome.Kind.LEFT))
                    .as("Eve's reply keeps what Anne wrote before her")
                    .containsExactly(CategoryOutcome.of("comments", CategoryOutcome.Kind.LEFT, 1)));
    assertThat(ERASURES)
        .allSatisfy(
            erased ->
                assertThat(erased.residues().toString())
                    .as("in a table that no map can have: it has no key")
                    .isEqualTo(
                        "[Residue[collection=null, place=public.import_log.line, rows=1, warning=true]]"));
  }

  @Test
  void theNightAfterAnErasureAddsNothing() {
    FOUND.forEach(
        (name, content) -> {
          if (name.startsWith("5 ")) {
            assertThat(content)
                .isEqualTo(FOUND.get(name.replace("5 purged after the erasure", "4 erased")));
          }
        });
  }

  @Test
  void everyReportIsWritten() throws Exception {
    assertThat(report("compliance-report"))
        .containsExactly("index.html", "run-5.html", "index.html");
    assertThat(report("destruction-record", "--run", "1", "--controller", controller().toString()))
        .hasSize(2);
    assertThat(report("processing-register", "--controller", controller().toString())).hasSize(3);
  }

  /** The names of the files that a command wrote. */
  private static List<String> report(String command, String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of("--policy", TORTURE.policyFile().toString()));
    arguments.addAll(List.of("--datamap", TORTURE.mapFile().toString()));
    arguments.addAll(List.of("--reports", TORTURE.reports().toString()));
    arguments.addAll(List.of(more));
    OubliProcess process = TORTURE.command(arguments.toArray(String[]::new));
    assertThat(process.code())
        .as("%s %s", process.output(), process.errors())
        .isIn(ExitCode.DONE.code(), ExitCode.QUARANTINE.code());
    return process.output().stream()
        .filter(line -> line.startsWith("wrote "))
        .map(line -> Path.of(line.substring(6)).getFileName().toString())
        .toList();
  }

  @Test
  void theLedgerHolds() {
    assertThat(TORTURE.verifyLedger().faults()).isEmpty();
    assertThat(
            TORTURE.text(
                "select count(*) from (select rule, collection, action, k from oubli.ledger_entry,"
                    + " unnest(row_keys::text[]) k where action = 'delete'"
                    + " group by 1, 2, 3, 4 having count(*) > 1) twice"))
        .isEqualTo("0");
  }

  private static void tables(String stage) throws IOException {
    StringBuilder look = new StringBuilder();
    List<String> tables =
        TORTURE
            .jdbc()
            .queryForList(
                "select format('%I.%I', n.nspname, c.relname) from pg_class c"
                    + " join pg_namespace n on n.oid = c.relnamespace"
                    + " where n.nspname in ('public', 'rh') and c.relkind in ('r', 'p')"
                    + " and not c.relispartition order by 1",
                String.class);
    for (String table : tables) {
      String rows =
          TORTURE.text(
              "select string_agg(r.tableoid::regclass || ' ' || r::text, e'\\n'"
                  + " order by r.tableoid::regclass::text, r::text) from "
                  + table
                  + " r");
      FOUND.put(stage + " " + table, rows);
      look.append(table).append('\n').append(rows).append("\n\n");
    }
    Files.writeString(LOOK.resolve(stage.replace(' ', '-') + ".txt"), look);
  }

  /** Counts of every rule, without the seal and the time, which are never twice the same. */
  private static void report(fr.oubli.purge.PurgeOutcome night) throws IOException {
    Path csv =
        night.written().stream()
            .filter(path -> path.endsWith("retention-compliance.csv"))
            .findFirst()
            .orElseThrow();
    StringBuilder lines = new StringBuilder();
    for (String line : Files.readAllLines(csv)) {
      lines.append(String.join(";", List.of(line.split(";", -1)).subList(0, 17))).append('\n');
    }
    FOUND.put("1 report", lines.toString());
    Files.writeString(LOOK.resolve("1-report.txt"), lines);
  }

  private static void bundle(Path zip) throws IOException {
    StringBuilder look = new StringBuilder();
    try (ZipFile file = new ZipFile(zip.toFile())) {
      for (ZipEntry entry : file.stream().map(each -> (ZipEntry) each).toList()) {
        String name = entry.getName();
        boolean rows = !name.endsWith("csv-metadata.json");
        if (rows && (name.endsWith(".json") || name.endsWith(".csv"))) {
          String content =
              new String(file.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
          FOUND.put("3 bundle " + name, content);
          look.append(name).append('\n').append(content).append("\n\n");
        }
      }
    }
    Files.writeString(LOOK.resolve("3-bundle.txt"), look);
  }

  private static Desk desk() {
    return new Desk(TORTURE, TORTURE.policy(), TORTURE.map(), TODAY);
  }

  private static Request verified(Right right) {
    return desk().verified(right, Identity.email("anne@example.fr"));
  }

  private static Path controller() throws IOException {
    Path controller = TORTURE.folder().resolve("controller.yml");
    Files.writeString(
        controller,
        Files.readString(Path.of("jobs/controller.yml"))
            .replaceAll("collections: \\[[^]]*]", "collections: [people]")
            .replaceFirst("(?m)^rules:\n(  .*\n)*", ""));
    return controller;
  }

  private static SubjectExport export() throws IOException {
    return new SubjectExport(
        TORTURE.dataSource(),
        TORTURE.policy(),
        TORTURE.map(),
        ControllerFile.read(controller(), TORTURE.map()),
        new RecordingFiles(TORTURE.recordings()),
        TORTURE.folder().resolve("bundles"),
        TODAY);
  }
}
