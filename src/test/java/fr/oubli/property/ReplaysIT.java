package fr.oubli.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import fr.oubli.testing.Shop;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A restore and its replay, on schemas, policies and rows that nobody chose: {@code
 * -Doubli.replays=200} tries more of them.
 */
class ReplaysIT {

  private static final int CASES = Integer.getInteger("oubli.replays", 3);
  private static final long FIRST = Long.getLong("oubli.seed", 0);
  private static final int CASES_A_DATABASE = 25;

  @TempDir private Path folder;

  @Test
  void aReplayMakesOfARestoredDatabaseWhatItWasBefore() {
    int ran = 0;
    for (int done = 0; done < CASES; done += CASES_A_DATABASE) {
      try (Shop shop = Shop.fresh()) {
        Trial trial = new Trial(shop, folder, database -> {});
        for (int i = done; i < Math.min(done + CASES_A_DATABASE, CASES); i++) {
          ran += ran(trial, FIRST + i) ? 1 : 0;
        }
      }
    }
    assertThat(ran).as("cases that no gate refused").isGreaterThan(CASES / 3);
  }

  private static boolean ran(Trial trial, long seed) {
    Scenario scenario = Generator.scenario(seed);
    try {
      return scenario.fault() == null && trial.replay(scenario);
    } catch (RuntimeException e) {
      return fail(
          "%s%n%s%n-Doubli.replays=1 -Doubli.seed=%d"
              .formatted(e.getMessage(), new Story(scenario).all(), seed),
          e);
    }
  }
}
