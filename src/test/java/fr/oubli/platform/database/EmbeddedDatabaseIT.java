package fr.oubli.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.FileSystemUtils;

class EmbeddedDatabaseIT {

  /** A home whose server was started once, and stopped. */
  private static Path used = Path.of("");

  private Path home = Path.of("");
  private final List<Process> children = new ArrayList<>();

  @BeforeAll
  static void useAHome() throws IOException {
    used = newHome();
    Database.open(DatabaseSettings.from(Map.of(), used, 2)).close();
  }

  @AfterAll
  static void deleteIt() throws IOException {
    FileSystemUtils.deleteRecursively(used);
  }

  @BeforeEach
  void makeHome() throws IOException {
    home = newHome();
  }

  private static Path newHome() throws IOException {
    Path homes = Files.createDirectories(Path.of("target/homes").toAbsolutePath());
    // The space is on purpose.
    return Files.createTempDirectory(homes, "a home ");
  }

  /** For what is no matter of the first start, which lasts seconds. */
  private void takeUsedHome() throws IOException {
    Files.delete(home);
    try (Stream<Path> all = Files.walk(used)) {
      for (Path each : (Iterable<Path>) all::iterator) {
        Files.copy(each, home.resolve(used.relativize(each)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  @AfterEach
  void leaveNothingBehind() throws IOException {
    children.forEach(Process::destroyForcibly);
    server()
        .ifPresent(left -> ProcessHandle.of(left.pid()).ifPresent(ProcessHandle::destroyForcibly));
    FileSystemUtils.deleteRecursively(home.resolve("data"));
  }

  private Database open() {
    return Database.open(DatabaseSettings.from(Map.of(), home, 2));
  }

  private Optional<Postmaster> server() {
    return Postmaster.of(home.resolve("data")).filter(Postmaster::alive);
  }

  private static long count(Database database) {
    Long count =
        new JdbcTemplate(database.dataSource())
            .queryForObject("select count(*) from public.kept", Long.class);
    return count == null ? -1 : count;
  }

  private Process holder() throws IOException {
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classes,
                HomeHolder.class.getName(),
                home.toString())
            .redirectError(Redirect.DISCARD)
            .start();
    children.add(child);
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
    String line = lines.readLine();
    while (line != null && !line.equals("ready")) {
      line = lines.readLine();
    }
    assertThat(line).isEqualTo("ready");
    return child;
  }

  @Test
  void theServerIsMadeOnceStartedAndStopped() {
    try (Database first = open()) {
      assertThat(first.embedded()).isTrue();
      JdbcTemplate jdbc = new JdbcTemplate(first.dataSource());
      jdbc.execute("create table public.kept (n int)");
      assertThat(jdbc.queryForObject("show server_version_num", Integer.class))
          .isGreaterThan(180_000);
      assertThat(jdbc.queryForObject("show fsync", String.class)).isEqualTo("on");
      assertThat(jdbc.queryForObject("show full_page_writes", String.class)).isEqualTo("on");
      assertThat(jdbc.queryForObject("select lower('ÉLOÏSE')", String.class)).isEqualTo("éloïse");
      assertThat(jdbc.queryForObject("select count(*) from oubli.batch_job_instance", Long.class))
          .isZero();
    }
    assertThat(server()).isEmpty();
    try (Database second = open()) {
      assertThat(count(second)).isZero();
    }
  }

  @Test
  void twoShareTheServerAndTheLastOneOutStopsIt() throws IOException {
    takeUsedHome();
    Database first = open();
    Database second = open();
    new JdbcTemplate(first.dataSource()).execute("create table public.kept (n int)");
    first.close();
    assertThat(count(second)).isZero();
    second.close();
    assertThat(server()).isEmpty();
    Database third = open();
    assertThat(count(third)).isZero();
    third.close();
    assertThat(server()).isEmpty();
  }

  @Test
  void aKilledCommandLeavesItsServerToTheNext() throws Exception {
    takeUsedHome();
    Process killed = holder();
    long pid = server().orElseThrow().pid();
    killed.destroyForcibly().waitFor();
    assertThat(server()).map(Postmaster::pid).hasValue(pid);
    try (Database next = open()) {
      assertThat(server()).map(Postmaster::pid).hasValue(pid);
      assertThat(count(next)).isOne();
    }
    assertThat(server()).isEmpty();
  }

  @Test
  void aServerKilledWithItsCommandRecovers() throws Exception {
    takeUsedHome();
    Process killed = holder();
    ProcessHandle.of(server().orElseThrow().pid()).orElseThrow().destroyForcibly();
    killed.destroyForcibly().waitFor();
    try (Database next = open()) {
      assertThat(count(next)).isOne();
    }
  }

  @Test
  void aCommandThatLeavesDoesNotStopTheServerUnderAnother() throws Exception {
    takeUsedHome();
    Process other = holder();
    open().close();
    assertThat(server()).isPresent();
    other.destroyForcibly().waitFor();
    // The server takes a moment to see that the sessions of a killed process are gone.
    for (int i = 0; i < 100 && server().isPresent(); i++) {
      open().close();
    }
    assertThat(server()).isEmpty();
  }

  @Test
  void anInterruptedFirstStartIsMadeAgain() throws IOException {
    Path data = Files.createDirectories(home.resolve("data"));
    Files.writeString(data.resolve("postgresql.conf"), "half");
    Files.writeString(data.resolve("PG_VERSION"), "18");
    Files.writeString(home.resolve("data.unfinished"), "");
    open().close();
    assertThat(home.resolve("data.unfinished")).doesNotExist();
    assertThat(data.resolve("global/pg_control")).exists();
  }

  @Test
  void halfUnpackedBinariesAreUnpackedAgain() throws IOException {
    Path half = Files.createDirectories(home.resolve("postgresql/PG-0123/bin"));
    Files.writeString(half.resolve("postgres"), "half");
    open().close();
    assertThat(half).doesNotExist();
  }

  @Test
  void aFolderThatIsNotOursIsLeftAlone() throws IOException {
    Path photo = Files.createDirectories(home.resolve("data")).resolve("photo.jpg");
    Files.writeString(photo, "dear");
    Refusal refusal = catchThrowableOfType(Refusal.class, this::open);
    assertThat(refusal.code()).isEqualTo(ExitCode.INVALID);
    assertThat(refusal.lines()).singleElement().asString().contains("move it away");
    assertThat(photo).hasContent("dear");
  }

  @Test
  void aStalePidFileOfAnotherProcessIsSeenThrough() throws IOException {
    takeUsedHome();
    String data = home.resolve("data").toString();
    long mine = ProcessHandle.current().pid();
    Files.writeString(
        home.resolve("data/postmaster.pid"), mine + "\n" + data + "\n1700000000\n1\n\nlocalhost\n");
    open().close();
  }

  @Test
  void aHomeThatCannotBeWrittenIsNamed() throws IOException {
    Path file = Files.writeString(home.resolve("file"), "");
    DatabaseSettings settings = DatabaseSettings.from(Map.of(), file.resolve("home"), 2);
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> Database.open(settings));
    assertThat(refusal.code()).isEqualTo(ExitCode.INVALID);
    assertThat(refusal.lines()).singleElement().asString().contains("cannot be written");
  }
}
