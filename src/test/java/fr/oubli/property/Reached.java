package fr.oubli.property;

import fr.oubli.property.Bearing.Kind;
import fr.oubli.property.Condition.Test;
import fr.oubli.property.Graph.Node;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether a rule's condition lets it bear on a row: by all rows that the row belongs to, as an
 * earlier night left them.
 *
 * @param earlier what an earlier night did; null on the first night
 * @param towards whose rows are, by the table that is asked
 */
record Reached(
    Scenario scenario, Graph graph, @Nullable Oracle earlier, Map<String, Ties> towards) {

  Reached(Scenario scenario, Graph graph, @Nullable Oracle earlier) {
    this(scenario, graph, earlier, new HashMap<>());
  }

  boolean bears(Rule rule, Node node) {
    return meets(rule, node) && period(rule, node).isPresent();
  }

  /** How long the rule keeps the row; empty where it belongs to no row that says it. */
  Optional<Period> period(Rule rule, Node node) {
    Rule.Place column = rule.keep().column();
    if (column == null) {
      return Optional.of(rule.keep().period());
    }
    List<@Nullable String> values = new ArrayList<>();
    belongsTo(rule, node, column.table()).forEach(row -> values.add(row.row.get(column.column())));
    return values.isEmpty()
        ? Optional.empty()
        : Optional.of(rule.keep().of(values, rule.atLeast()));
  }

  private Collection<Node> belongsTo(Rule rule, Node node, String asked) {
    Kind kind =
        new Bearing(scenario.tables(), scenario.people())
            .of(rule.then().keySet(), node.table.name(), asked);
    return switch (kind) {
      case OWN -> List.of(node);
      case UP -> above(asked, node);
      case PERSON -> accounts(node);
      case ABOVE_PERSON ->
          accounts(node).stream().flatMap(account -> above(asked, account).stream()).toList();
      case NONE -> List.of();
    };
  }

  private boolean meets(Rule rule, Node node) {
    Condition only = rule.only();
    if (only == null) {
      return true;
    }
    return only.table()
        .map(asked -> all(rule, node, asked, row -> meets(only.alternatives(), row)))
        .orElseGet(
            () ->
                only.alternatives().stream()
                    .anyMatch(
                        tests ->
                            tests.stream()
                                .allMatch(
                                    test ->
                                        all(
                                            rule,
                                            node,
                                            test.column().table(),
                                            row -> meets(test, row)))));
  }

  private boolean meets(List<List<Test>> alternatives, Node row) {
    return alternatives.stream()
        .anyMatch(tests -> tests.stream().allMatch(test -> meets(test, row)));
  }

  private boolean meets(Test test, Node row) {
    String column = test.column().column();
    return test.meets(row.row.get(column), row.table.column(column).type(), scenario.zone());
  }

  private boolean all(Rule rule, Node node, String asked, Predicate<Node> test) {
    Kind kind =
        new Bearing(scenario.tables(), scenario.people())
            .of(rule.then().keySet(), node.table.name(), asked);
    return switch (kind) {
      case OWN -> test.test(node);
      case UP -> some(above(asked, node), test);
      case PERSON -> some(accounts(node), test);
      case ABOVE_PERSON -> some(accounts(node), account -> some(above(asked, account), test));
      case NONE -> true;
    };
  }

  private static boolean some(Collection<Node> rows, Predicate<Node> test) {
    return !rows.isEmpty() && rows.stream().allMatch(test);
  }

  private Collection<Node> above(String asked, Node node) {
    return towards
        .computeIfAbsent(asked, end -> new Ties(scenario, end, this::isThere))
        .owners(node);
  }

  private List<Node> accounts(Node node) {
    return graph
        .ofSamePerson(node, Objects.requireNonNull(scenario.people()), false)
        .filter(account -> earlier == null || !earlier.parted(account, node, Clocks.UNDATED))
        .toList();
  }

  private boolean isThere(Node node) {
    return earlier == null || !earlier.isGone(node);
  }

  /** Whether a reference leads from a row towards what the condition asks. */
  boolean leads(Rule rule, Node child, Reference key) {
    return rule.asks().stream().anyMatch(asked -> leads(rule, child, key, asked));
  }

  private boolean leads(Rule rule, Node child, Reference key, String asked) {
    String table = child.table.name();
    Kind kind =
        new Bearing(scenario.tables(), scenario.people()).of(rule.then().keySet(), table, asked);
    String end =
        kind == Kind.UP
            ? asked
            : kind == Kind.PERSON || kind == Kind.ABOVE_PERSON ? scenario.people() : null;
    return end != null
        && new Whose(scenario.tables(), end)
            .owners(table).stream().anyMatch(step -> !step.down() && step.key().equals(key));
  }
}
