package fr.oubli.rights.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.Right;
import fr.oubli.testing.Company;
import fr.oubli.testing.Desk;
import fr.oubli.testing.Neighbourhood;
import fr.oubli.testing.Neighbourhood.Person;
import fr.oubli.testing.OubliProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.lingala.zip4j.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The export as the officer launches it: killed, starved, and with what cannot be answered. */
class ExportProcessIT {

  private static final int KILLS = Integer.getInteger("oubli.kills", 3);
  private static final int ROWS = Integer.getInteger("oubli.rows", 25_000);

  private final Company company = new Company();
  private final Desk desk = new Desk(company);

  @AfterEach
  void close() {
    company.close();
  }

  private Path bundles() {
    return company.folder().resolve("bundles");
  }

  private String[] export(String... which) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "subject-export",
                "--unencrypted",
                "--as-of",
                Desk.TODAY.toString(),
                "--bundles",
                bundles().toString(),
                "--recordings",
                company.recordings().toString()));
    arguments.addAll(List.of(which));
    return arguments.toArray(String[]::new);
  }

  private List<Path> visible() throws IOException {
    return files().stream().filter(file -> file.toString().endsWith(".zip")).toList();
  }

  /** Bundles, and what is no bundle yet. */
  private List<Path> files() throws IOException {
    if (!Files.exists(bundles())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(bundles())) {
      return files.sorted().toList();
    }
  }

  @Test
  void noHalfBundleIsEverVisibleHoweverOftenTheExportIsKilled() throws Exception {
    List<Person> people = new Neighbourhood(company, 11).people(30);
    for (Person person : people) {
      desk.verified(Right.ACCESS, Identity.email(person.email()));
    }
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < KILLS; i++) {
      List<Path> before = files();
      OubliProcess process = OubliProcess.start(company.environment(), export("--all-verified"));
      await()
          .atMost(Duration.ofMinutes(1))
          .pollInterval(Duration.ofMillis(10))
          .until(() -> process.hasEnded() || !files().equals(before));
      process.killAfter(Duration.ofMillis(random.nextInt(400)));
      for (Path bundle : visible()) {
        try (ZipFile zip = new ZipFile(bundle.toFile())) {
          assertThat(zip.isValidZipFile()).as("%s, seed %d", bundle, seed).isTrue();
          zip.extractAll(company.folder().resolve("open").toString());
        }
      }
    }
    OubliProcess.start(company.environment(), export("--all-verified")).finish(ExitCode.DONE);
    // One that was whole when its export was killed, and that the register does not know, stays.
    List<String> noted =
        company
            .jdbc()
            .queryForList(
                "select distinct split_part(note, ',', 1) from oubli.request_event where step = 'bundle written'",
                String.class);
    assertThat(noted).hasSize(people.size());
    assertThat(visible()).extracting(file -> "" + file.getFileName()).containsAll(noted);
    assertThat(visible()).hasSizeLessThanOrEqualTo(people.size() + KILLS * 8);
    assertThat(company.count("oubli.request_event where step = 'bundle written'"))
        .isEqualTo(people.size());
  }

  /** More than the process may hold; {@code -Doubli.rows=1000000} for the full million. */
  @Test
  void aPersonWithVeryManyRowsStreamsThroughLittleMemory() throws Exception {
    long customer = company.customer("jeanne@example.fr", "+33612345678");
    company.jdbc().execute("alter table cookies alter column value set storage external");
    company
        .jdbc()
        .update(
            "insert into cookies (customer_id, kind, name, value, set_at)"
                + " select ?, 'functional', 'n' || i, rpad(i::text, 1500, 'x'), now()"
                + " from generate_series(1, ?) i",
            customer,
            ROWS);
    Request request = desk.verified(Right.ACCESS, Identity.email("jeanne@example.fr"));
    Map<String, String> little = new HashMap<>(company.environment());
    little.put("_JAVA_OPTIONS", "-Xmx48m");
    OubliProcess.start(little, export("--request", "" + request.id())).finish(ExitCode.DONE);
    try (ZipFile zip = new ZipFile(visible().get(0).toFile());
        var lines =
            new java.io.BufferedReader(
                    new java.io.InputStreamReader(
                        zip.getInputStream(
                            zip.getFileHeaders().stream()
                                .filter(file -> file.getFileName().endsWith("/cookies.csv"))
                                .findFirst()
                                .orElseThrow()),
                        java.nio.charset.StandardCharsets.UTF_8))
                .lines()) {
      assertThat(lines.count()).isEqualTo(ROWS + 1L);
    }
  }

  @Test
  void aDiskThatFillsIsOneLineAndLeavesNothing() throws Exception {
    Path shell = Path.of("/bin/sh");
    Assumptions.assumeTrue(Files.isExecutable(shell), "limits are set by a shell");
    long customer = company.customer("jeanne@example.fr", "+33612345678");
    company.recording(customer, "+33612345678", "2026-10-01 10:00+02", "a.ogg");
    byte[] noise = new byte[400_000];
    new Random(1).nextBytes(noise);
    Files.write(company.recordings().resolve("a.ogg"), noise);
    Request request = desk.verified(Right.ACCESS, Identity.email("jeanne@example.fr"));
    OubliProcess process =
        OubliProcess.start(
            List.of(shell.toString(), "-c", "ulimit -f 300; exec \"$@\"", "sh"),
            company.environment(),
            export("--request", "" + request.id()));
    assertThat(process.code()).isEqualTo(ExitCode.FAILED.code());
    assertThat(process.errors()).as("%s", process.errors()).hasSize(1);
    assertThat(bundles()).isEmptyDirectory();
    assertThat(company.count("oubli.request_event where step = 'bundle written'")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"subject-export", "subject-erase", "subject-object"})
  void aRequestThatCannotBeCarriedOutIsOneLine(String command) throws Exception {
    company.customer("jeanne@example.fr", "+33612345678");
    Right right =
        switch (command) {
          case "subject-export" -> Right.ACCESS;
          case "subject-erase" -> Right.ERASURE;
          default -> Right.OBJECTION;
        };
    Identity jeanne = Identity.email("jeanne@example.fr");
    Request unverified = desk.letter(right, jeanne);
    Request closed = desk.verified(right, jeanne);
    desk.register().steps().closeUnanswered(closed.id(), "answered", Desk.TODAY);
    Request other = desk.verified(Right.RECTIFICATION, jeanne);
    var rows = company.rows();
    refused(command, unverified.id(), "which is no moment to run jobs/");
    refused(command, closed.id(), "is closed without an answer, which is no moment to");
    refused(command, other.id(), "is of rectification");
    refused(command, 4711, "no request 4711");
    assertThat(company.rows()).isEqualTo(rows);
    assertThat(company.count("oubli.ledger_entry")).isZero();
  }

  private void refused(String command, long request, String said) throws Exception {
    OubliProcess process = company.command(command, "--request", "" + request);
    assertThat(process.code()).isEqualTo(ExitCode.INVALID.code());
    assertThat(process.errors()).singleElement().asString().contains(said);
  }
}
