package fr.oubli.testing;

import static org.awaitility.Awaitility.await;

import fr.oubli.platform.exit.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The purge of a {@link Shop} in a process of its own. */
public record PurgeProcess(OubliProcess process) {

  /**
   * @param more arguments after those that name the shop's files, over which they win
   */
  public static PurgeProcess start(Shop shop, String asOf, String... more) throws IOException {
    return start(shop, Map.of(), asOf, more);
  }

  public static PurgeProcess start(
      Shop shop, Map<String, String> changes, String asOf, String... more) throws IOException {
    Path home = Files.createDirectories(shop.keys().resolveSibling("process"));
    Map<String, String> environment = new HashMap<>(shop.environment());
    environment.put("OUBLI_HOME", home.toString());
    environment.putAll(changes);
    Map<String, String> options = new TreeMap<>();
    options.put("--policy", shop.policyFile().toString());
    options.put("--datamap", "src/test/resources/shop/datamap.yml");
    options.put("--reports", shop.reports().toString());
    options.put("--recordings", shop.recordings().toString());
    options.put("--workers", "2");
    options.put("--as-of", asOf);
    for (int i = 0; i < more.length; i += 2) {
      options.put(more[i], more[i + 1]);
    }
    String[] arguments =
        Stream.concat(
                Stream.of("nightly-purge"),
                options.entrySet().stream()
                    .flatMap(option -> Stream.of(option.getKey(), option.getValue())))
            .toArray(String[]::new);
    return new PurgeProcess(OubliProcess.start(environment, arguments));
  }

  public Duration finish(ExitCode code) throws IOException, InterruptedException {
    return process.finish(code);
  }

  public void killAfter(Duration wait) throws InterruptedException {
    process.killAfter(wait);
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
    return process.askToStop();
  }
}
