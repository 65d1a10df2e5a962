package fr.oubli.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

class SchedulesIT {

  private static final Path SCHEDULE = Path.of("jobs/schedule").toAbsolutePath();

  @TempDir Path folder;

  private static String read(String name) throws IOException {
    return Files.readString(SCHEDULE.resolve(name));
  }

  private static boolean installed(String tool) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .anyMatch(place -> Files.isExecutable(Path.of(place, tool)));
  }

  private record Ended(int code, String said) {}

  private static Ended run(Map<String, String> environment, String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), said);
  }

  @Test
  void theCrontabStartsAtHalfPastTwoInParis() throws IOException {
    List<String> lines =
        read("crontab").lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    assertThat(lines).contains("CRON_TZ=Europe/Paris");
    List<String> jobs = lines.stream().filter(line -> !line.matches("[A-Z_]+=.*")).toList();
    assertThat(jobs).singleElement().asString().startsWith("30 2 * * * /opt/oubli/jobs/");
    // Cron takes a bare percent sign for the end of the command.
    assertThat(jobs).noneMatch(line -> line.contains("%"));
  }

  @Test
  void theServiceHandlesExitCodesSecretsAndStopping() throws IOException {
    assertThat(read("oubli-nightly-purge.service").lines())
        .contains(
            "Type=oneshot",
            "User=oubli",
            "SuccessExitStatus=3",
            "Restart=on-failure",
            "RestartPreventExitStatus=2 4",
            "TimeoutStopSec=2min",
            "LoadCredential=database-password:/etc/oubli/database-password");
    assertThat(read("oubli-nightly-purge.timer").lines())
        .contains("OnCalendar=*-*-* 02:30:00 Europe/Paris", "Persistent=true");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "crontab",
        "oubli-nightly-purge.service",
        "kubernetes-cronjob.yaml",
        "airflow_dag.py"
      })
  void whoeverNamesADatabaseNamesTheirOwnFiles(String schedule) throws IOException {
    String text = read(schedule).replaceAll("\\n *value:", "=").replaceAll("[\": ]+", "=");
    assertThat(text)
        .contains("OUBLI_DATABASE_URL=")
        .containsPattern("OUBLI_POLICY=+/etc/oubli/policy.yml")
        .containsPattern("OUBLI_DATAMAP=+/etc/oubli/datamap.yml")
        .containsPattern("OUBLI_CONTROLLER=+/etc/oubli/controller.yml");
  }

  @Test
  void systemdReadsItsUnits() throws Exception {
    assumeTrue(installed("systemd-analyze"), "systemd-analyze is not installed");
    Path root = Path.of("").toAbsolutePath();
    String[] units = {"oubli-nightly-purge.service", "oubli-nightly-purge.timer"};
    for (String unit : units) {
      String text = read(unit).replace("/opt/oubli", root.toString());
      Files.writeString(folder.resolve(unit), text.replaceAll("(User|Group)=oubli", "$1=daemon"));
    }
    Ended ended =
        run(
            Map.of(),
            "systemd-analyze",
            "verify",
            folder.resolve(units[0]).toString(),
            folder.resolve(units[1]).toString());
    assertThat(ended).isEqualTo(new Ended(0, ""));
  }

  @Test
  void theCronJobHasAllThatKubernetesNeeds() throws IOException {
    Object job = new Yaml().load(read("kubernetes-cronjob.yaml"));
    assertThat(at(job, "apiVersion")).isEqualTo("batch/v1");
    assertThat(at(job, "spec", "schedule")).isEqualTo("30 2 * * *");
    assertThat(at(job, "spec", "timeZone")).isEqualTo("Europe/Paris");
    assertThat(at(job, "spec", "concurrencyPolicy")).isEqualTo("Forbid");
    Object failing = at(job, "spec", "jobTemplate", "spec", "podFailurePolicy", "rules", "1");
    assertThat(at(failing, "action")).isEqualTo("FailJob");
    assertThat(at(failing, "onExitCodes", "values")).isEqualTo(List.of(2, 3, 4));
    Object pod = at(job, "spec", "jobTemplate", "spec", "template", "spec");
    // Kubernetes takes a failure policy only with Never.
    assertThat(at(pod, "restartPolicy")).isEqualTo("Never");
    assertThat(at(pod, "terminationGracePeriodSeconds")).isEqualTo(120);
    assertThat(at(pod, "securityContext", "runAsNonRoot")).isEqualTo(true);
    Object container = at(pod, "containers", "0");
    assertThat(at(failing, "onExitCodes", "containerName")).isEqualTo(at(container, "name"));
    assertThat(names(at(container, "volumeMounts"))).isEqualTo(names(at(pod, "volumes")));
  }

  private static Object at(Object node, String... path) {
    @Nullable Object here = node;
    for (String step : path) {
      here =
          here instanceof List<?> list
              ? list.get(Integer.parseInt(step))
              : ((Map<?, ?>) Objects.requireNonNull(here, step)).get(step);
    }
    return Objects.requireNonNull(here);
  }

  private static Set<Object> names(Object list) {
    return ((List<?>) list)
        .stream().map(one -> at(one, "name")).collect(java.util.stream.Collectors.toSet());
  }

  @Test
  void pythonReadsTheAirflowDag() throws Exception {
    assumeTrue(installed("python3"), "python3 is not installed");
    String compile = "import sys; compile(open(sys.argv[1]).read(), sys.argv[1], 'exec')";
    Ended ended =
        run(Map.of(), "python3", "-c", compile, SCHEDULE.resolve("airflow_dag.py").toString());
    assertThat(ended).isEqualTo(new Ended(0, ""));
    assertThat(read("airflow_dag.py")).contains("tz=\"Europe/Paris\"", "schedule=\"30 2 * * *\"");
  }

  @ParameterizedTest
  @CsvSource({"0,1", "3,1", "2,1", "4,1", "1,3", "75,3"})
  void onlyWhatATryCanHelpIsTriedAgain(int code, int tries) throws Exception {
    Path count = folder.resolve("count");
    Ended ended =
        run(
            Map.of("OUBLI_TRIES", "3", "OUBLI_PAUSE", "0"),
            SCHEDULE.resolve("persevere").toString(),
            "sh",
            "-c",
            "echo x >> '" + count + "'; exit " + code);
    assertThat(ended.code()).isEqualTo(code);
    assertThat(Files.readAllLines(count)).hasSize(tries);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nightly-purge",
        "hold",
        "explain",
        "verify-ledger",
        "compliance-report",
        "destruction-record",
        "processing-register",
        "request-report",
        "demo-data",
        "benchmark"
      })
  void launchersFindTheirPlaceAndPassEverythingOn(String name) throws Exception {
    Path root = Files.createDirectories(folder.resolve("a place"));
    Files.createDirectories(root.resolve("jobs"));
    Files.createDirectories(root.resolve("target"));
    Files.writeString(root.resolve("target/oubli.jar"), "");
    for (String file : List.of(".launch", name)) {
      Files.copy(
          Path.of("jobs", file),
          root.resolve("jobs").resolve(file),
          java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
    }
    Path link = Files.createSymbolicLink(folder.resolve("a link"), root.resolve("jobs/" + name));
    String home = fakeJava("17.0.1");
    Ended ended = run(Map.of("JAVA_HOME", home), link.toString(), "x y", "--log", "json");
    String real = root.toRealPath().toString();
    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.said().lines())
        .contains("home=" + real + "/.oubli", "-Doubli.root=" + real, "-Doubli.terminal=false")
        .endsWith("-jar", real + "/target/oubli.jar", name, "x y", "--log", "json");
  }

  @Test
  void anOldJavaIsOneLine() throws Exception {
    Ended ended =
        run(
            Map.of("JAVA_HOME", fakeJava("11.0.2")),
            Path.of("jobs/hold").toAbsolutePath().toString());
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.said()).contains("is Java 11; Oubli needs 17 or newer").matches("[^\\n]*\\n");
  }

  private String fakeJava(String version) throws IOException {
    Path bin = Files.createDirectories(folder.resolve("jdk " + version + "/bin"));
    Path java = bin.resolve("java");
    Files.writeString(
        java,
        """
        #!/bin/sh
        if [ "$1" = -version ]; then echo 'openjdk version "%s" 2021-01-01' >&2; exit 0; fi
        echo "home=$OUBLI_HOME"
        for word in "$@"; do echo "$word"; done
        exit 3
        """
            .formatted(version));
    assertThat(java.toFile().setExecutable(true)).isTrue();
    return bin.resolveSibling("").toString();
  }
}
