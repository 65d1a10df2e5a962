package fr.oubli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Keeps a {@link FuzzWorker}, and starts another when one hangs or ends. */
final class FuzzHost implements AutoCloseable {

  /** What came of a command line. */
  record Answer(int code, String out, String err) {}

  private final Path root;
  private final Map<String, String> environment;
  private @Nullable Process worker;
  private @Nullable BufferedReader answers;
  private @Nullable Writer questions;

  /**
   * @param root the folder in which commands find their files and write others
   */
  FuzzHost(Path root, Map<String, String> environment) {
    this.root = root;
    this.environment = environment;
  }

  private void start() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx384m",
                "-Duser.timezone=UTC",
                "-Duser.language=en",
                "--add-opens",
                "java.base/java.util=ALL-UNNAMED",
                "-Doubli.root=" + root,
                "-cp",
                System.getProperty("java.class.path"),
                FuzzWorker.class.getName())
            .directory(root.toFile())
            .redirectError(Redirect.DISCARD);
    builder.environment().putAll(environment);
    Process started = builder.start();
    worker = started;
    answers =
        new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8));
    questions = new OutputStreamWriter(started.getOutputStream(), StandardCharsets.UTF_8);
  }

  /**
   * Runs a command line.
   *
   * @param seconds how long it may take
   * @return what came of it; null where nothing did
   */
  @Nullable Answer run(Map<String, String> variables, List<String> arguments, int seconds)
      throws IOException, InterruptedException {
    if (worker == null || !worker.isAlive()) {
      start();
    }
    List<String> words = new ArrayList<>(List.of("" + variables.size()));
    variables.forEach((name, value) -> words.addAll(List.of(name, value)));
    words.addAll(arguments);
    Writer asking = java.util.Objects.requireNonNull(questions);
    asking.write(FuzzWorker.encoded(words) + "\n");
    asking.flush();
    BufferedReader answering = java.util.Objects.requireNonNull(answers);
    CompletableFuture<@Nullable String> line =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return answering.readLine();
              } catch (IOException e) {
                return null;
              }
            });
    try {
      String answer = line.get(seconds, TimeUnit.SECONDS);
      if (answer == null) {
        close();
        return null;
      }
      List<String> told = FuzzWorker.decoded(answer);
      return new Answer(Integer.parseInt(told.get(0)), told.get(1), told.get(2));
    } catch (TimeoutException | ExecutionException e) {
      close();
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    if (worker != null) {
      worker.destroyForcibly();
      worker = null;
    }
  }
}
