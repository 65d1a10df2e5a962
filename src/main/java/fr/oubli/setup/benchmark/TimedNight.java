package fr.oubli.setup.benchmark;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.platform.console.Progress;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.purge.NightlyPurge;
import fr.oubli.purge.PurgeFolders;
import fr.oubli.purge.PurgeOptions;
import fr.oubli.purge.PurgeOutcome;
import fr.oubli.purge.PurgeScope;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import javax.sql.DataSource;

/** One night on the benchmark's own server, timed without the start of Spring. */
record TimedNight(DataSource source, Policy policy, DataMap map, Path home, int workers) {

  /** What the night took, in seconds, what Spring's start took, and what was purged. */
  record Done(double seconds, double startUp, PurgeOutcome outcome) {}

  Done run(LocalDate asOf, boolean everything) {
    NightlyPurge purge =
        new NightlyPurge(policy, map, source, Progress.silent(), Clock.systemUTC());
    long start = System.nanoTime();
    PurgeOutcome outcome =
        purge.run(
            new PurgeOptions(
                asOf,
                everything ? PurgeScope.NIGHT.onEverything() : PurgeScope.NIGHT,
                new PurgeFolders(home.resolve("reports"), home.resolve("recordings"), home),
                workers,
                "benchmark"));
    double seconds = (System.nanoTime() - start) / 1e9;
    double startUp = purge.startUp().toNanos() / 1e9;
    if (outcome.code() != ExitCode.DONE) {
      throw new IllegalStateException(String.join("; ", outcome.remarks()));
    }
    return new Done(seconds - startUp, startUp, outcome);
  }
}
