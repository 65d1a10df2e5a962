package fr.oubli.property;

import fr.oubli.property.Clocks.Verdict;
import fr.oubli.property.Graph.Link;
import fr.oubli.property.Graph.Node;
import fr.oubli.property.Reference.Tie;
import fr.oubli.property.Rule.Act;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What must become of every row on a day, added up in plain Java from the rows as they were born
 * and from what an earlier night took: the laws of clocks, holds, minimums and references, without
 * any of the product's own code.
 */
final class Oracle {

  private final Scenario scenario;
  private final Graph graph;
  private final LocalDate day;
  private final List<Hold> holds;
  private final @Nullable Oracle earlier;
  private final Above above;
  private final Clocks clocks;
  private final Wholes wholes;
  private final Set<Node> gone = new HashSet<>();
  private final Ties left;

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
    this.above = new Above(graph, graph.ties().whose());
    this.clocks = new Clocks(scenario, graph, day, earlier, above);
    if (earlier != null) {
      gone.addAll(earlier.gone);
    }
    this.wholes = new Wholes(graph, node -> !isGone(node));
    letGo();
    this.left = new Ties(scenario, node -> !isGone(node));
  }

  /** What must become of what this night leaves, on a later one. */
  Oracle later(LocalDate day, List<Hold> holds) {
    return new Oracle(scenario, graph, day, holds, this);
  }

  LocalDate day() {
    return day;
  }

  /** Whose the rows are that this night leaves, by what is there. */
  Ties left() {
    return left;
  }

  List<Node> rows(String table) {
    return graph.of(table);
  }

  boolean isGone(Node node) {
    return gone.contains(node);
  }

  /**
   * Whether a rule masked a column of a row, this night or an earlier one: a mask can take what put
   * the row in reach of its rule.
   */
  boolean isMasked(Node node, Column column) {
    return !isGone(node)
        && ((earlier != null && earlier.isMasked(node, column))
            || scenario.rules().stream()
                .filter(rule -> scenario.stages().masked(rule, node.table).contains(column))
                .anyMatch(rule -> acts(rule, node, Act.ANONYMISE)));
  }

  /** Whether a rule has nothing more to mask in a row that stays. */
  boolean isDone(Rule rule, Node node) {
    return scenario.stages().masked(rule, node.table).stream()
        .allMatch(column -> !isLeft(node, column) || isMasked(node, column));
  }

  /**
   * Whether this night parted an event from a row of its person: it deleted the event's row, or
   * masked the e-mail by which the two were of one person.
   */
  boolean parted(Node event, Node row, Rule.Place date) {
    return isGone(event)
        || (event != row
            && ties(event, date).noneMatch(tie -> ties(row, false).anyMatch(tie::equals)));
  }

  /** Whether all dates of a row's person were missing this night. */
  boolean allMissing(Rule rule, Node row) {
    return clocks.allMissing(rule, row);
  }

  /** Also by the rows below that are still there, where the event stands above them. */
  private Stream<String> ties(Node event, Rule.Place date) {
    Stream<String> own = ties(event, date.anyParty());
    return above.isAbove(date, event.table)
        ? Stream.concat(
            own,
            above.below(event).stream()
                .filter(row -> !isGone(row))
                .flatMap(row -> ties(row, false)))
        : own;
  }

  /** What still tells whose a row is: its accounts, and those e-mails of all that stayed. */
  private Stream<String> ties(Node node, boolean anyParty) {
    Set<Node> accounts = new LinkedHashSet<>(left.owners(node));
    if (anyParty) {
      accounts.addAll(left.parties(node));
    }
    Stream<Node> telling =
        Stream.of(Stream.of(node), accounts.stream(), left.carriers(node).stream())
            .flatMap(each -> each);
    return Stream.concat(
        accounts.stream().map(each -> "account " + each.table.keyText(each.row)),
        telling.filter(each -> !masksEmail(each)).flatMap(each -> graph.email(each).stream()));
  }

  private boolean masksEmail(Node node) {
    return node.table
        .email()
        .filter(column -> Objects.requireNonNull(column.mask()).rewrites())
        .filter(column -> isMasked(node, column))
        .isPresent();
  }

  /** Whether a column referred to a row that went, by a reference that the schema then empties. */
  boolean isEmptied(Node node, String column) {
    return node.parents.stream()
        .anyMatch(
            link ->
                link.key().isEmptied()
                    && link.key().columns().contains(column)
                    && isGone(link.parent()));
  }

  /** Adds to the rows that go those to which no row that stays refers, until there are no more. */
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
        if (!isGone(node)
            && node.children.stream().noneMatch(link -> keeps(link, node))
            && scenario.rules().stream()
                .anyMatch(rule -> acts(rule, node, Act.DELETE) && isWholeFree(rule, node))) {
          more = gone.add(node);
        }
      }
    }
  }

  /** Nothing keeps what the row goes with, and no row outside refers to any of it. */
  private boolean isWholeFree(Rule rule, Node node) {
    List<Node> together = wholes.with(rule, node);
    return together.stream()
        .filter(each -> !isGone(each))
        .allMatch(
            each ->
                acts(rule, each, Act.DELETE)
                    && each.children.stream()
                        .filter(link -> !together.contains(link.child()))
                        .noneMatch(link -> keeps(link, each)));
  }

  private boolean keeps(Link link, Node parent) {
    return link.child() != parent
        && !isGone(link.child())
        && (link.key().blocks()
            || (link.holds()
                && (isHoldersOwner(link)
                    || scenario.rules().stream().anyMatch(rule -> stillNeeds(rule, link)))));
  }

  /** The child holds what is its person's, and the reference says whose it is. */
  private boolean isHoldersOwner(Link link) {
    Node child = link.child();
    return scenario.declared().stream().anyMatch(hold -> hold.holds(child))
        && graph.ties().whose().owners(child.table.name()).stream()
            .anyMatch(step -> !step.down() && step.key().equals(link.key()));
  }

  /**
   * Whether a rule that still has to act on the child finds its starting date by this reference.
   */
  private boolean stillNeeds(Rule rule, Link link) {
    Node child = link.child();
    return rule.then().containsKey(child.table.name())
        && clocks.reaches(rule, child)
        && (leadsToClock(rule, link) || clocks.reached().leads(rule, child, link.key()))
        && isLeft(rule, child)
        && (rule.then().get(child.table.name()) == Act.DELETE || !isDone(rule, child));
  }

  private boolean leadsToClock(Rule rule, Link link) {
    Table child = link.child().table;
    if (rule.clock() == Rule.Clock.REFUSED) {
      return false;
    }
    return rule.clock() == Rule.Clock.LATEST
        ? graph.ties().whose().owners(child.name()).stream()
            .anyMatch(step -> !step.down() && step.key().equals(link.key()))
        : Ways.firstTowards(scenario, child, rule.dates().get(0).table())
            .filter(link.key()::equals)
            .isPresent();
  }

  private boolean acts(Rule rule, Node node, Act act) {
    return rule.then().get(node.table.name()) == act
        && isDue(rule, node)
        && !isHeld(rule, node)
        && !isRestricted(node);
  }

  /** Whether a rule's period has ended for a row to which the rule still has something to do. */
  boolean isDue(Rule rule, Node node) {
    return isLeft(rule, node) && clocks.judge(rule, node) == Verdict.DUE;
  }

  boolean isSuspect(Rule rule, Node node) {
    return isLeft(rule, node) && clocks.judge(rule, node) == Verdict.SUSPECT;
  }

  private boolean isLeft(Rule rule, Node node) {
    return rule.then().get(node.table.name()) == Act.DELETE
        || scenario.stages().masked(rule, node.table).stream()
            .anyMatch(column -> isLeft(node, column));
  }

  private boolean isLeft(Node node, Column column) {
    return Objects.requireNonNull(column.mask())
        .left(node.row.get(column.name()), node.table, node.row, column, scenario.zone());
  }

  boolean isHeld(Rule rule, Node node) {
    return registered(node, false)
        || Addresses.keeps(rule, node)
        || scenario.declared().stream().anyMatch(hold -> declares(hold, node))
        || scenario.rules().stream()
            .filter(other -> other.atLeast() && !other.name().equals(rule.name()))
            .filter(
                other -> other.then().containsKey(node.table.name()) && clocks.reaches(other, node))
            .anyMatch(other -> clocks.judge(other, node) != Verdict.DUE);
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
      return named.anyMatch(account -> graph.concernedBy(node).contains(graph.person(account)));
    }
    boolean person = hold.table().equals(scenario.people());
    return named.anyMatch(
        other ->
            other == node
                || (!person
                    && (graph.up(node).contains(other)
                        || graph.ties().carriers(node).contains(other))));
  }

  /** The row tells whose a row is that the hold keeps. */
  private boolean tellsOfHeld(Scenario.Declared hold, Node node, Set<String> met) {
    return met.add(node.table.name())
        && node.parents.stream()
            .filter(link -> link.holds() && link.key().mapped() && link.key().says(Tie.IDENTIFIES))
            .map(Link::parent)
            .anyMatch(
                above -> declaredFor(hold, above) || tellsOfHeld(hold, above, new HashSet<>(met)));
  }

  /** A row that holds is of a person whom the row concerns. */
  private boolean declares(Scenario.Declared hold, Node node) {
    return declaredFor(hold, node) || tellsOfHeld(hold, node, new HashSet<>());
  }

  private boolean declaredFor(Scenario.Declared hold, Node node) {
    return hold.keeps().contains(node.table.name())
        && graph.of(hold.column().table()).stream()
            .filter(hold::holds)
            .anyMatch(
                other -> !Collections.disjoint(graph.personsOf(other), graph.concernedBy(node)));
  }
}
