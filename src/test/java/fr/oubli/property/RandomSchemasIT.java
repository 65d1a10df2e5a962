package fr.oubli.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import fr.oubli.testing.Shop;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The laws of the purge, and of answers to persons, on schemas, policies and rows that nobody
 * chose. {@code -Doubli.cases=500} tries more of them, {@code -Doubli.seed} says where to begin.
 */
class RandomSchemasIT {

  private static final int CASES = Integer.getInteger("oubli.cases", 30);
  private static final long FIRST = Long.getLong("oubli.seed", 0);

  /** Every case verifies the whole ledger, which cannot be emptied: each case makes it longer. */
  private static final int CASES_A_DATABASE = 50;

  private static final int TRIES = 500;
  private static final Duration MOST = Duration.ofMinutes(2);

  @TempDir private Path folder;

  @Test
  void everyLawHoldsOnSchemasThatNobodyChose() {
    int ran = 0;
    for (int done = 0; done < CASES; done += CASES_A_DATABASE) {
      try (Shop shop = Shop.fresh()) {
        Trial trial = new Trial(shop, folder, database -> {});
        for (int i = done; i < Math.min(done + CASES_A_DATABASE, CASES); i++) {
          ran += ran(trial, FIRST + i) ? 1 : 0;
        }
      }
    }
    assertThat(ran).as("cases that no gate refused").isGreaterThan(CASES / 2);
  }

  private static boolean ran(Trial trial, long seed) {
    Scenario scenario = Generator.scenario(seed);
    try {
      return trial.run(scenario).isEmpty();
    } catch (Broken e) {
      Scenario small = new Shrinker(trial::brokenLaw, TRIES, MOST).smallest(scenario, e.law());
      return fail(
          "%s%nmade small:%n%s%n-Doubli.cases=1 -Doubli.seed=%d"
              .formatted(e.getMessage(), new Story(small).all(), seed));
    } catch (RuntimeException e) {
      return fail("seed " + seed + " makes no case:\n" + new Story(scenario).all(), e);
    }
  }
}
