package fr.oubli.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.oubli.Oubli;
import fr.oubli.exit.ExitCode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The purge in a process of its own, as a scheduler launches it. */
public final class PurgeProcess {

  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final Process process;
  private final Path output;
  private final long started = System.nanoTime();

  private PurgeProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  public static PurgeProcess start(Shop shop, String asOf) throws IOException {
    Path folder = shop.reports().resolveSibling("process");
    Files.createDirectories(folder);
    Path policy = folder.resolve("policy.yml");
    Files.copy(
        Path.of("src/test/resources/shop/policy.yml"),
        policy,
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    Path output = Files.createTempFile(folder, "output", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Oubli.class.getName(),
                "nightly-purge",
                "--as-of",
                asOf,
                "--policy",
                policy.toString(),
                "--datamap",
                "src/test/resources/shop/datamap.yml",
                "--reports",
                shop.reports().toString(),
                "--recordings",
                shop.recordings().toString(),
                "--workers",
                "2"));
    builder.environment().putAll(shop.environment());
    builder.environment().put("OUBLI_HOME", folder.toString());
    builder.redirectErrorStream(true).redirectOutput(new File(output.toString()));
    return new PurgeProcess(builder.start(), output);
  }

  /** Waits for the end, which must be the given one, and answers how long it took. */
  public Duration finish(ExitCode code) throws IOException, InterruptedException {
    assertThat(process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(output)).isEqualTo(code.code());
    return Duration.ofNanos(System.nanoTime() - started);
  }

  public void killAfter(Duration wait) throws InterruptedException {
    process.waitFor(wait.toMillis(), TimeUnit.MILLISECONDS);
    process.destroyForcibly().waitFor();
  }

  /** Waits until the run has acted at least once. */
  public void awaitLedger(Shop shop, Duration most) {
    await()
        .atMost(most.plusSeconds(20))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> shop.count("oubli.ledger_entry") > 0);
  }

  /** Sends SIGTERM and answers the exit code. */
  public int askToStop() throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }
}
