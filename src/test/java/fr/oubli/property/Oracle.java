package fr.oubli.property;

import fr.oubli.property.Graph.Link;
import fr.oubli.property.Graph.Node;
import fr.oubli.property.Rule.Act;
import fr.oubli.property.Rule.Clock;
import fr.oubli.property.Rule.Place;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What must become of every row on a day, added up in plain Java from the rows as they were born
 * and from what an earlier night took: the laws of clocks, holds, minimums and references, without
 * any of the product's own code.
 */
final class Oracle {

  private static final LocalDate LAST_INCREDIBLE = LocalDate.of(1970, 1, 1);

  /** How a rule judges a row. */
  enum Verdict {
    OUT_OF_REACH,
    RUNNING,
    SUSPECT,
    DUE
  }

  private final Scenario scenario;
  private final Graph graph;
  private final LocalDate day;
  private final List<Hold> holds;
  private final @Nullable Oracle earlier;
  private final Set<Node> gone = new HashSet<>();

  Oracle(Scenario scenario, LocalDate day, List<Hold> holds) {
    this(scenario, new Graph(scenario), day, holds, null);
  }

  private Oracle(
      Scenario scenario, Graph graph, LocalDate day, List<Hold> holds, @Nullable Oracle earlier) {
    this.scenario = scenario;
    this.graph = graph;
    this.day = day;
    this.holds = holds;
    this.earlier = earlier;
    if (earlier != null) {
      gone.addAll(earlier.gone);
    }
    letGo();
  }

  /** What must become of what this night leaves, on a later one. */
  Oracle later(LocalDate day, List<Hold> holds) {
    return new Oracle(scenario, graph, day, holds, this);
  }

  private boolean wentEarlier(Node node) {
    return earlier != null && earlier.isGone(node);
  }

  List<Node> rows(String table) {
    return graph.of(table);
  }

  boolean isGone(Node node) {
    return gone.contains(node);
  }

  boolean isMasked(Node node) {
    return !isGone(node)
        && scenario.rules().stream().anyMatch(rule -> acts(rule, node, Act.ANONYMISE));
  }

  /** A reference to a row that went and was allowed to be emptied. */
  boolean isEmptied(Node node, String column) {
    return node.parents.stream()
        .anyMatch(
            link ->
                !link.key().blocks()
                    && link.key().columns().contains(column)
                    && isGone(link.parent()));
  }

  /** Rows go when nothing that stays refers to them. */
  private void letGo() {
    Set<Node> may = new HashSet<>();
    graph
        .all()
        .filter(node -> scenario.rules().stream().anyMatch(rule -> acts(rule, node, Act.DELETE)))
        .forEach(may::add);
    boolean more = true;
    while (more) {
      more = false;
      for (Node node : may) {
        if (!isGone(node) && node.children.stream().noneMatch(link -> keeps(link, node))) {
          more = gone.add(node);
        }
      }
    }
  }

  private boolean keeps(Link link, Node parent) {
    return link.key().blocks() && link.child() != parent && !isGone(link.child());
  }

  private boolean acts(Rule rule, Node node, Act act) {
    return rule.then().get(node.table.name()) == act
        && isDue(rule, node)
        && !isHeld(rule, node)
        && !isRestricted(node);
  }

  /** Due, and something is left to do. */
  boolean isDue(Rule rule, Node node) {
    return isLeft(rule, node) && judge(rule, node) == Verdict.DUE;
  }

  boolean isSuspect(Rule rule, Node node) {
    return isLeft(rule, node) && judge(rule, node) == Verdict.SUSPECT;
  }

  private boolean isLeft(Rule rule, Node node) {
    return rule.then().get(node.table.name()) == Act.DELETE
        || node.table.masked().stream()
            .anyMatch(
                column ->
                    java.util.Objects.requireNonNull(column.mask())
                        .left(
                            node.row.get(column.name()),
                            node.table,
                            node.row,
                            column,
                            scenario.zone()));
  }

  boolean isHeld(Rule rule, Node node) {
    return registered(node, false)
        || scenario.rules().stream()
            .filter(other -> other.atLeast() && !other.name().equals(rule.name()))
            .filter(other -> other.then().containsKey(node.table.name()) && reaches(other, node))
            .anyMatch(other -> judge(other, node) != Verdict.DUE);
  }

  boolean isRestricted(Node node) {
    return registered(node, true);
  }

  private boolean registered(Node node, boolean restriction) {
    return holds.stream()
        .filter(hold -> hold.restriction() == restriction)
        .anyMatch(hold -> bears(hold, node));
  }

  private boolean bears(Hold hold, Node node) {
    if (hold.scope() == Hold.Scope.COLLECTION) {
      return node.table.name().equals(hold.table());
    }
    Stream<Node> named =
        graph.of(hold.table()).stream()
            .filter(other -> other.row.get(other.table.key()).equals(hold.key()));
    if (hold.scope() == Hold.Scope.SUBJECT) {
      return named.anyMatch(
          account -> graph.up(node).contains(account) || samePerson(account, node));
    }
    boolean person = hold.table().equals(scenario.people());
    return named.anyMatch(other -> other == node || (!person && graph.up(node).contains(other)));
  }

  private boolean samePerson(Node one, Node other) {
    return graph.personOf(one).isPresent() && graph.personOf(one).equals(graph.personOf(other));
  }

  private Verdict judge(Rule rule, Node node) {
    if (!reaches(rule, node)) {
      return Verdict.OUT_OF_REACH;
    }
    if (rule.clock() == Clock.LATEST) {
      return person(rule, node);
    }
    Place date = rule.dates().get(0);
    Node dated = graph.up(node, date.table());
    return dated == null ? Verdict.OUT_OF_REACH : judge(rule, dated, date);
  }

  private static boolean reaches(Rule rule, Node node) {
    Rule.Only only = rule.only();
    return only == null
        || !only.column().table().equals(node.table.name())
        || only.values().contains(String.valueOf(node.row.get(only.column().column())));
  }

  private Verdict person(Rule rule, Node node) {
    if (rule.unlessHas().stream()
        .flatMap(other -> graph.ofSamePerson(node, other))
        .anyMatch(other -> !wentEarlier(other))) {
      return anySuspect(rule, node) ? Verdict.SUSPECT : Verdict.OUT_OF_REACH;
    }
    List<Verdict> events = events(rule, node);
    if (events.isEmpty()) {
      return Verdict.OUT_OF_REACH;
    }
    return events.contains(Verdict.SUSPECT)
        ? Verdict.SUSPECT
        : events.contains(Verdict.RUNNING) ? Verdict.RUNNING : Verdict.DUE;
  }

  private boolean anySuspect(Rule rule, Node node) {
    return events(rule, node).contains(Verdict.SUSPECT);
  }

  private List<Verdict> events(Rule rule, Node node) {
    return rule.dates().stream()
        .flatMap(
            date -> graph.ofSamePerson(node, date.table()).map(event -> judge(rule, event, date)))
        .toList();
  }

  private Verdict judge(Rule rule, Node dated, Place date) {
    LocalDate start = start(dated, date);
    if (start == null || isIncredible(start, day)) {
      return Verdict.SUSPECT;
    }
    LocalDate from = rule.clock() == Clock.FISCAL ? LocalDate.of(start.getYear(), 12, 31) : start;
    return day.isAfter(from.plus(rule.keep())) ? Verdict.DUE : Verdict.RUNNING;
  }

  /** A date that nobody could judge counts, once its row went, no earlier than on that night. */
  private @Nullable LocalDate start(Node dated, Place date) {
    @Nullable String value = dated.row.get(date.column());
    LocalDate start =
        value == null
            ? null
            : Days.of(value, dated.table.column(date.column()).type(), scenario.zone());
    if (earlier == null || !earlier.isGone(dated)) {
      return start;
    }
    LocalDate went = earlier.day;
    return start == null || (isIncredible(start, went) && start.isBefore(went)) ? went : start;
  }

  private static boolean isIncredible(LocalDate start, LocalDate day) {
    return start.isAfter(day) || !start.isAfter(LAST_INCREDIBLE);
  }
}
