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

/**
 * A night of a {@link Shop} as its scheduler launches it. Its home is a folder beside the shop's:
 * the seal key that it makes there is not the one of nights that run in the test's own process.
 */
public record PurgeProcess(OubliProcess process) {

  /**
   * @param more options with their values, beside those that name the shop's files, or instead of
   *     them
   */
  public static PurgeProcess start(Shop shop, String asOf, String... more) throws IOException {
    return start(shop, Map.of(), asOf, more);
  }

  /**
   * @param changes variables of the environment beside those that lead to the shop, or instead of
   *     them
   */
  public static PurgeProcess start(
      Shop shop, Map<String, String> changes, String asOf, String... more) throws IOException {
    return new PurgeProcess(
        OubliProcess.start(environment(shop, changes), arguments(shop, asOf, more)));
  }

  /** The same in this process. */
  public static OubliProcess here(
      Shop shop, Map<String, String> changes, String asOf, String... more) throws IOException {
    return OubliProcess.here(environment(shop, changes), arguments(shop, asOf, more));
  }

  private static Map<String, String> environment(Shop shop, Map<String, String> changes)
      throws IOException {
    Path home = Files.createDirectories(shop.keys().resolveSibling("process"));
    Map<String, String> environment = new HashMap<>(shop.environment());
    environment.put("OUBLI_HOME", home.toString());
    environment.putAll(changes);
    return environment;
  }

  private static String[] arguments(Shop shop, String asOf, String... more) {
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
    return Stream.concat(
            Stream.of("nightly-purge"),
            options.entrySet().stream()
                .flatMap(option -> Stream.of(option.getKey(), option.getValue())))
        .toArray(String[]::new);
  }

  public Duration finish(ExitCode code) throws IOException, InterruptedException {
    return process.finish(code);
  }

  public void killAfter(Duration wait) throws InterruptedException {
    process.killAfter(wait);
  }

  /**
   * Waits until the ledger has an entry: the run has acted.
   *
   * @param most how long a whole run takes; the wait lasts no more than twenty seconds longer
   */
  public void awaitLedger(Shop shop, Duration most) {
    await()
        .atMost(most.plusSeconds(20))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> shop.count("oubli.ledger_entry") > 0);
  }

  /** Sends SIGTERM, waits for the end and answers the exit code. */
  public int askToStop() throws InterruptedException {
    return process.askToStop();
  }
}
