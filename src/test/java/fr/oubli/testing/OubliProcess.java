package fr.oubli.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.oubli.CommandHere;
import fr.oubli.platform.exit.ExitCode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A command as a person or a scheduler launches it: in a process of its own ({@link #start}), or in
 * this one, which takes a tenth of the time, where it is not the process that is looked at ({@link
 * #here}). What it prints goes to files and can be read while it runs.
 */
public final class OubliProcess {

  private static final Duration LONGEST = Duration.ofMinutes(2);

  /** By the name that commands give theirs, and tests do not. */
  private static final String SESSIONS =
      "pg_stat_activity where datname = current_database() and application_name = 'oubli'";

  private final @Nullable Process process;
  private final int ended;
  private final Path output;
  private final Path errors;
  private final long started = System.nanoTime();

  private OubliProcess(@Nullable Process process, int ended, Path output, Path errors) {
    this.process = process;
    this.ended = ended;
    this.output = output;
    this.errors = errors;
  }

  /** The same words and variables, in this process: it has ended when this returns. */
  public static OubliProcess here(Map<String, String> environment, String... arguments)
      throws IOException {
    Map<String, String> all = new HashMap<>(System.getenv());
    all.putAll(environment);
    Path output = Files.createTempFile("oubli", ".out");
    Path errors = Files.createTempFile("oubli", ".err");
    try (PrintStream out = printing(output);
        PrintStream err = printing(errors)) {
      return new OubliProcess(null, CommandHere.run(all, out, err, arguments), output, errors);
    }
  }

  private static PrintStream printing(Path file) throws IOException {
    return new PrintStream(Files.newOutputStream(file), true, StandardCharsets.UTF_8);
  }

  /**
   * @param environment variables that the process gets beside this process's own, or instead of
   *     them
   */
  public static OubliProcess start(Map<String, String> environment, String... arguments)
      throws IOException {
    return start(List.of(), environment, arguments);
  }

  /**
   * @param before what stands before the command, such as a shell that sets limits first
   */
  public static OubliProcess start(
      List<String> before, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(before);
    command.addAll(Program.start());
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile("oubli", ".out");
    Path errors = Files.createTempFile("oubli", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
    builder.environment().putAll(environment);
    return new OubliProcess(builder.start(), 0, output, errors);
  }

  /** Waits for the end, which must come within two minutes, and answers the exit code. */
  public int code() throws InterruptedException {
    if (process == null) {
      return ended;
    }
    assertThat(process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  /** Waits for the end, which must be the given one, and answers how long it took. */
  public Duration finish(ExitCode code) throws IOException, InterruptedException {
    assertThat(code()).as("%s %s", output(), errors()).isEqualTo(code.code());
    return Duration.ofNanos(System.nanoTime() - started);
  }

  public boolean hasEnded() {
    return process == null || !process.isAlive();
  }

  /** Waits until the command has a session on a database, or has ended. */
  public void awaitSession(Fixture fixture) {
    await()
        .atMost(LONGEST)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> hasEnded() || fixture.count(SESSIONS) > 0);
  }

  /** Kills the process as a power cut would, unless it ends by itself before. */
  public void killAfter(Duration wait) throws InterruptedException {
    process().waitFor(wait.toMillis(), TimeUnit.MILLISECONDS);
    process().destroyForcibly().waitFor();
  }

  /** Sends SIGTERM, waits for the end and answers the exit code. */
  public int askToStop() throws InterruptedException {
    signal();
    return code();
  }

  /** Sends SIGTERM and does not wait. */
  public void signal() {
    process().destroy();
  }

  private Process process() {
    return Objects.requireNonNull(process, "what runs here cannot be killed");
  }

  public List<String> output() throws IOException {
    return Files.readAllLines(output);
  }

  public List<String> errors() throws IOException {
    return Files.readAllLines(errors);
  }
}
