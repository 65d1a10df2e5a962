package fr.oubli.property;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.testing.Shop;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShrinkerTest {

  @TempDir private Path folder;

  @Test
  void whatAFaultDoesNotNeedIsTakenAway() {
    Scenario large =
        IntStream.range(0, 1_000)
            .mapToObj(Generator::scenario)
            .filter(scenario -> refersToItself(scenario) && scenario.tables().size() > 3)
            .findFirst()
            .orElseThrow();

    Scenario small =
        new Shrinker(each -> refersToItself(each) ? "planted" : "", 5_000)
            .smallest(large, "planted");

    Table atFault =
        small.tables().stream()
            .filter(table -> !table.references().isEmpty())
            .findFirst()
            .orElseThrow();
    assertThat(small.tables()).as("one at fault, one for the rule").hasSizeLessThanOrEqualTo(2);
    assertThat(atFault.references()).hasSize(1);
    assertThat(atFault.rows()).hasSizeLessThanOrEqualTo(2);
    assertThat(small.holds()).isEmpty();
    assertThat(small.rules()).hasSize(1);
  }

  private static boolean refersToItself(Scenario scenario) {
    return new Graph(scenario)
        .all()
        .anyMatch(
            node ->
                node.parents.stream()
                    .anyMatch(link -> link.parent().table.name().equals(node.table.name())));
  }

  @Test
  void aRowThatSomethingTakesWithoutAWordIsFoundAndTheCaseMadeSmall() {
    Scenario large =
        IntStream.range(0, 1_000)
            .mapToObj(Generator::scenario)
            .filter(scenario -> scenario.fault() == null && scenario.tables().size() > 3)
            .filter(scenario -> scenario.tables().get(0).rows().size() > 2)
            .findFirst()
            .orElseThrow();
    String first = SqlText.name(large.tables().get(0).name());
    try (Shop shop = Shop.fresh()) {
      Trial trial =
          new Trial(shop, folder, database -> database.execute("truncate " + first + " cascade"));
      String law = trial.brokenLaw(large);

      Scenario small = new Shrinker(trial::brokenLaw, 15).smallest(large, law);

      assertThat(law).isEqualTo(Comparison.UNTOUCHED);
      assertThat(small.tables().size()).isLessThan(large.tables().size());
      assertThat(small.tables().stream().mapToInt(table -> table.rows().size()).sum())
          .isLessThan(large.tables().stream().mapToInt(table -> table.rows().size()).sum());
      assertThat(trial.brokenLaw(small)).isEqualTo(law);
      assertThat(new Story(small).all())
          .contains("create table " + first, "rules:", "collections:");
    }
  }
}
