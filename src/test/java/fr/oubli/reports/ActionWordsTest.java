package fr.oubli.reports;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.model.policy.Action;
import fr.oubli.model.policy.Actions;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The reports have a word for each action in each language. */
class ActionWordsTest {

  @ParameterizedTest
  @EnumSource
  void everyActionHasItsWord(ReportWords.Language language) {
    List<String> keys = Actions.told().stream().map(Action::word).map("action-"::concat).toList();

    assertThat(new ReportWords(language).all()).containsKeys(keys.toArray(String[]::new));
  }
}
