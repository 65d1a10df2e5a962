package fr.oubli.setup.ties;

import fr.oubli.schema.catalog.Table;
import fr.oubli.setup.clues.Judge;
import fr.oubli.setup.clues.TableFacts;
import fr.oubli.setup.ties.Ways.Distances;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The tables of which references leave open whose a row is: several that lead to people in equally
 * many steps, or only one, whose name says that its person dealt with the row.
 */
final class OpenOwners {

  private final Judge judge;
  private final Ways ways;
  private final List<Distances> ends = new ArrayList<>();
  private final Distances nearest;

  /**
   * @param people the tables of people
   */
  OpenOwners(Judge judge, Ways ways, List<TableFacts> people) {
    this.judge = judge;
    this.ways = ways;
    List<Table> all = people.stream().map(TableFacts::table).toList();
    this.nearest = ways.to(all);
    all.forEach(each -> ends.add(ways.to(List.of(each))));
  }

  Distances nearest() {
    return nearest;
  }

  /** The references among which somebody has to choose; none where nothing is open. */
  List<DraftReference> of(TableFacts facts) {
    List<DraftReference> up =
        ways.up(facts.table()).stream()
            .filter(each -> nearest.reach(each.parent()))
            .filter(each -> !judge.isPerson(facts) || nearest.far(each) == 0)
            .toList();
    Set<DraftReference> open = new LinkedHashSet<>(among(up, nearest));
    boolean person = judge.isPerson(facts);
    if (!person) {
      ends.stream()
          .map(end -> among(up, end))
          .filter(each -> each.size() > 1)
          .forEach(open::addAll);
    }
    if (open.size() > 1) {
      return inOrder(up, handled(open, facts) ? new LinkedHashSet<>(up) : open);
    }
    return open.isEmpty() || !handled(open, facts) ? List.of() : up;
  }

  private static List<DraftReference> inOrder(List<DraftReference> up, Set<DraftReference> open) {
    return up.stream().filter(open::contains).toList();
  }

  /** Whether all of them only say who dealt with a row: a longer way may say whose it is. */
  private static boolean handled(Set<DraftReference> open, TableFacts facts) {
    return open.stream()
        .allMatch(each -> Roles.of(each.column().name(), facts.table().name()) == Roles.HANDLER);
  }

  /** The shortest; where some hold under a condition, all that always hold beside those. */
  private static List<DraftReference> among(List<DraftReference> up, Distances end) {
    List<DraftReference> leading = up.stream().filter(each -> end.reach(each.parent())).toList();
    List<DraftReference> always = leading.stream().filter(each -> each.when() == null).toList();
    int shortest = always.stream().mapToInt(end::far).min().orElse(Integer.MAX_VALUE);
    if (always.size() < leading.size()) {
      return always.isEmpty() ? List.of() : leading;
    }
    return always.stream().filter(each -> end.far(each) == shortest).toList();
  }
}
