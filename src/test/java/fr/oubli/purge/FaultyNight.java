package fr.oubli.purge;

import com.zaxxer.hikari.HikariDataSource;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.PolicyFile;
import fr.oubli.platform.console.Failures;
import fr.oubli.platform.console.Progress;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.database.DatabaseSettings;
import fr.oubli.platform.database.Reconnection;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.reports.CompliancePage;
import fr.oubli.testing.OubliProcess;
import fr.oubli.testing.Shop;
import fr.oubli.testing.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A shop whose night something befalls, at a moment that is counted in what the night sends to the
 * server.
 *
 * @param pieces how much an undisturbed night sends
 * @param ended how each launch ended, as its scheduler was told
 * @param found what was wrong while it lasted
 */
record FaultyNight(Shop shop, Random random, Pieces pieces, List<Ended> ended, List<String> found) {

  FaultyNight(Shop shop, Random random, Pieces pieces) {
    this(shop, random, pieces, new CopyOnWriteArrayList<>(), new CopyOnWriteArrayList<>());
  }

  static final LocalDate NIGHT = LocalDate.of(2026, 11, 23);

  private static final int MOST_NIGHTS = 5;

  /**
   * How much an undisturbed night sends.
   *
   * @param opening of the first until the night itself begins
   */
  record Pieces(long here, long opening, long process) {}

  /** How a launch ended: its exit code, and what it told. */
  record Ended(int code, List<String> lines) {
    boolean well() {
      return code == 0 || code == 3;
    }
  }

  /** Work beside the night, which may fail. */
  interface Beside {
    void run() throws Exception;
  }

  Map<String, String> environment(int port) {
    Map<String, String> environment = new HashMap<>(shop.environment());
    environment.put(
        "OUBLI_DATABASE_URL", "jdbc:postgresql://localhost:%d/%s".formatted(port, shop.database()));
    return environment;
  }

  /** A night in this process, which ends as the command would. */
  Ended launch(int port, LocalDate day, Clock clock, Duration patience) {
    Ended one;
    try {
      one = night(port, day, clock, patience);
    } catch (RuntimeException e) {
      one = failed(e);
    }
    ended.add(one);
    return one;
  }

  private static Ended failed(RuntimeException failure) {
    Refusal refusal = Refusal.in(failure);
    return refusal == null
        ? new Ended(1, List.of("oubli failed: " + Failures.line(failure)))
        : new Ended(refusal.code().code(), refusal.lines());
  }

  private Ended night(int port, LocalDate day, Clock clock, Duration patience) {
    Today today = new Today(clock, policy().zone());
    today.refuseAfter(day);
    try (Database database =
        Database.open(DatabaseSettings.from(environment(port), shop.keys(), 8))) {
      if (patience.toSeconds() == 0) {
        // A pool waits thirty seconds for a server that is away, each time.
        ((HikariDataSource) database.dataSource()).setConnectionTimeout(1_500);
      }
      today.refuseAnotherDay(database.dataSource());
      PurgeOutcome outcome =
          new NightlyPurge(
                  policy(),
                  Shop.map(),
                  database.dataSource(),
                  Progress.silent(),
                  Clock.systemUTC(),
                  new CompliancePage())
              .notAfter(today)
              .with(
                  new Patience(
                      new Reconnection(patience, 10),
                      Duration.ofMillis(60),
                      Duration.ofMillis(300)))
              .run(shop.options(day, false, null));
      return new Ended(outcome.code().code(), outcome.remarks());
    }
  }

  Policy policy() {
    return PolicyFile.read(policyFile());
  }

  /** It was written with the first shop's, and is read while others read it. */
  private Path policyFile() {
    return shop.folder().resolve("policy.yml");
  }

  private Ended quiet() {
    return launch(shop.port(), NIGHT, Clock.systemUTC(), Duration.ofSeconds(30));
  }

  /** A night in this process to which something happens. */
  Ended struck(Duration patience, Runnable strike) {
    return struck(1 + random.nextLong(pieces.here), patience, strike);
  }

  /** The same, once the night has begun. */
  Ended struckInside(Duration patience, Runnable strike) {
    long inside = pieces.here - pieces.opening;
    return struck(pieces.opening + 1 + random.nextLong(inside), patience, strike);
  }

  private Ended struck(long moment, Duration patience, Runnable strike) {
    try (Wire wire = new Wire(shop.port(), moment, strike)) {
      Ended one = launch(wire.port(), NIGHT, Clock.systemUTC(), patience);
      wire.struck();
      return one;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** A night in a process of its own that is killed before a piece arrives, or just after. */
  void killed(long moment) throws Exception {
    CompletableFuture<OubliProcess> process = new CompletableFuture<>();
    boolean arrives = random.nextBoolean();
    try (Wire wire = new Wire(shop.port(), moment, () -> kill(process.join(), arrives))) {
      process.complete(process(List.of(), wire));
      ended(process.join(), wire);
    }
  }

  /** A night in a process of its own, and how much it sends. */
  long pieces(List<String> before) throws Exception {
    try (Wire wire = new Wire(shop.port(), 0, () -> {})) {
      ended(process(before, wire), wire);
      return wire.pieces();
    }
  }

  private void ended(OubliProcess process, Wire wire) throws Exception {
    int code = process.code();
    List<String> lines = new ArrayList<>(process.errors());
    lines.addAll(process.output());
    ended.add(new Ended(wire.struck() ? 1 : code, lines));
  }

  private OubliProcess process(List<String> before, Wire wire) throws IOException {
    return OubliProcess.start(
        before,
        environment(wire.port()),
        "nightly-purge",
        "--policy",
        policyFile().toString(),
        "--datamap",
        "src/test/resources/shop/datamap.yml",
        "--reports",
        shop.reports().toString(),
        "--recordings",
        shop.recordings().toString(),
        "--workers",
        "2",
        "--as-of",
        NIGHT.toString());
  }

  /** What was sent before a kill arrives, or is lost with the sender. */
  private static void kill(OubliProcess process, boolean arrives) {
    try {
      process.killAfter(Duration.ZERO);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!arrives) {
      throw new Wire.Lost();
    }
  }

  /** Nights without any fault, until they have nothing more to do. */
  void finish() {
    shop.disconnect();
    for (int i = 0; i < MOST_NIGHTS; i++) {
      if (quiet().well()) {
        return;
      }
    }
  }

  /** The same, unless the night that something befell ended well itself. */
  void finishUnlessWell() {
    shop.disconnect();
    if (!ended.get(ended.size() - 1).well()) {
      finish();
    }
  }

  /** Runs beside the night; its end is to be waited for. */
  static CompletableFuture<Void> beside(Beside work) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            work.run();
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  /** What no launch may tell anybody, and a last launch that did not end well. */
  List<String> faultsOfWhatWasTold(Set<Integer> codes) {
    List<String> faults = new ArrayList<>();
    for (Ended one : ended) {
      String all = String.join("\n", one.lines());
      if (all.contains("Exception") || all.contains("\tat ") || all.contains("@exemple.fr")) {
        faults.add("told: " + all);
      }
      if (!one.well() && !codes.contains(one.code())) {
        faults.add("ended with " + one.code() + ": " + all);
      }
    }
    if (ended.isEmpty() || !ended.get(ended.size() - 1).well()) {
      faults.add("no night ended well: " + ended);
    }
    return faults;
  }
}
