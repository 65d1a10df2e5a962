package fr.oubli.property;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.testing.Shop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A failing case is made smaller and still breaks the same law. */
class ShrinkerIT {

  /** A case whose first table is due as a whole misses nothing: others are tried then. */
  private static final int MOST_TRIED = 10;

  @TempDir private Path folder;

  @Test
  void whatAFaultDoesNotNeedIsTakenAway() {
    try (Shop shop = Shop.fresh()) {
      Scenario large =
          IntStream.range(0, 1_000)
              .mapToObj(Generator::scenario)
              .filter(scenario -> scenario.fault() == null && scenario.tables().size() > 3)
              .filter(scenario -> scenario.tables().get(0).rows().size() > 2)
              .limit(MOST_TRIED)
              .filter(each -> emptied(shop, each).brokenLaw(each).equals(Comparison.UNTOUCHED))
              .findFirst()
              .orElseThrow();
      String law = Comparison.UNTOUCHED;
      String first = SqlText.name(large.tables().get(0).name());
      Trial trial = emptied(shop, large);

      Scenario small =
          new Shrinker(trial::brokenLaw, 15, Duration.ofMinutes(2)).smallest(large, law);

      assertThat(small.tables().size()).isLessThan(large.tables().size());
      assertThat(small.tables().stream().mapToInt(table -> table.rows().size()).sum())
          .isLessThan(large.tables().stream().mapToInt(table -> table.rows().size()).sum());
      assertThat(trial.brokenLaw(small)).isEqualTo(law);
      assertThat(new Story(small).all())
          .contains("create table " + first, "rules:", "collections:");
    }
  }

  /** A trial in which somebody else empties the first table during the night. */
  private Trial emptied(Shop shop, Scenario scenario) {
    String first = SqlText.name(scenario.tables().get(0).name());
    return new Trial(shop, folder, database -> database.execute("truncate " + first + " cascade"));
  }
}
