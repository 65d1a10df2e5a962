package fr.oubli.purge.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** No worker counts all periods of a rule while others have nothing to do. */
class EnforcementGroupsTest {

  private static List<Integer> items(int from, int many) {
    return IntStream.range(from, from + many).boxed().toList();
  }

  private static List<Integer> sizes(List<List<Integer>> groups) {
    return groups.stream().map(List::size).toList();
  }

  @Test
  void aRuleWithManyPeriodsIsCutAmongTheWorkers() {
    List<List<Integer>> groups = List.of(items(0, 60), items(60, 1), items(61, 1));

    assertThat(sizes(EnforcementGroups.spread(groups, 2))).containsExactly(30, 30, 1, 1);
    assertThat(sizes(EnforcementGroups.spread(groups, 8)))
        .containsExactly(8, 8, 8, 8, 7, 7, 7, 7, 1, 1);
    assertThat(EnforcementGroups.spread(groups, 2).stream().flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(items(0, 62));
  }

  @Test
  void whatIsNoMoreThanAWorkersShareStaysTogether() {
    List<List<Integer>> groups = List.of(items(0, 20), items(20, 20), items(40, 20));

    assertThat(EnforcementGroups.spread(groups, 2)).isEqualTo(groups);
    assertThat(EnforcementGroups.spread(List.of(items(0, 11)), 8)).hasSize(1);
    assertThat(EnforcementGroups.spread(List.of(items(0, 60)), 1)).hasSize(1);
    assertThat(EnforcementGroups.spread(List.<List<Integer>>of(), 2)).isEmpty();
  }

  @Test
  void answersComeInTheOrderOfTheItems() {
    List<List<Integer>> groups = EnforcementGroups.spread(List.of(items(0, 30)), 4);
    List<List<String>> answers =
        groups.stream().map(group -> group.stream().map(String::valueOf).toList()).toList();

    assertThat(EnforcementGroups.inOrder(items(0, 30), groups, answers))
        .isEqualTo(items(0, 30).stream().map(String::valueOf).toList());
  }
}
