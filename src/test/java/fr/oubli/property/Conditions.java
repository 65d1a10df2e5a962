package fr.oubli.property;

import fr.oubli.property.Bearing.Kind;
import fr.oubli.property.Condition.Test;
import fr.oubli.property.Rule.Act;
import fr.oubli.property.Rule.Place;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Random conditions for random rules: on what is acted on, on rows above it, and on persons. */
record Conditions(Dice dice, List<Table> tables, @Nullable String people) {

  /** A condition for a rule that does these things; null where there is none. */
  @Nullable Condition of(Map<String, Act> then) {
    if (!dice.chance(0.35)) {
      return null;
    }
    List<Table> asked =
        dice.chance(0.3)
            ? tables.stream()
                .filter(table -> isAlone(then.keySet(), table.name()))
                .limit(1)
                .toList()
            : tables.stream().filter(table -> bearsOnAll(then.keySet(), table.name())).toList();
    List<Place> columns =
        asked.stream()
            .flatMap(
                table ->
                    table
                        .where(column -> column.mask() == null && testable(column))
                        .map(column -> new Place(table.name(), column.name())))
            .toList();
    if (columns.isEmpty()) {
      return null;
    }
    List<List<Test>> alternatives = new ArrayList<>();
    do {
      List<Test> tests = new ArrayList<>();
      do {
        tests.add(test(dice.of(columns)));
      } while (dice.chance(0.25));
      alternatives.add(tests);
    } while (dice.chance(0.25));
    return new Condition(alternatives);
  }

  /** The condition would say nothing of the other tables, as the first edition lets it. */
  private boolean isAlone(Set<String> acted, String asked) {
    Bearing bearing = new Bearing(tables, people);
    return acted.contains(asked)
        && acted.stream()
            .filter(table -> !table.equals(asked))
            .allMatch(table -> bearing.of(acted, table, asked) == Kind.NONE);
  }

  /** Whether something on a table bears on the rows of all that is acted on. */
  boolean bearsOnAll(Set<String> acted, String asked) {
    Bearing bearing = new Bearing(tables, people);
    boolean all = acted.stream().allMatch(table -> bearing.of(acted, table, asked) != Kind.NONE);
    boolean plain =
        acted.stream().noneMatch(table -> !new Whose(tables, asked).open(table).isEmpty());
    return all && plain;
  }

  private static boolean deletes(Rule rule, Set<String> tables) {
    return tables.stream().anyMatch(table -> rule.then().get(table) == Act.DELETE);
  }

  private static boolean testable(Column column) {
    return column.name().equals(Schemas.STATUS)
        || column.name().equals(Schemas.AT)
        || column.name().equals("seen")
        || (column.name().equals("id") && column.type().isNumber());
  }

  private Test test(Place place) {
    Table table =
        tables.stream().filter(each -> each.name().equals(place.table())).findFirst().orElseThrow();
    Type type = table.column(place.column()).type();
    if (dice.chance(0.2)) {
      Condition.Kind kind = dice.of(Condition.Kind.PRESENT, Condition.Kind.MISSING);
      return new Test(place, kind, List.of());
    }
    if (type.isDay()) {
      return new Test(
          place,
          dice.of(Condition.Kind.BEFORE, Condition.Kind.AFTER),
          List.of(LocalDate.of(2018, 1, 1).plusDays(dice.between(0, 3_000)).toString()));
    }
    if (type.isNumber()) {
      long number = (type == Type.BIGINT ? 4_000_000_000L : 100) + 7L * dice.between(0, 40);
      return new Test(
          place, dice.of(Condition.Kind.ABOVE, Condition.Kind.BELOW), List.of("" + number));
    }
    List<String> values = new ArrayList<>(Schemas.STATUSES);
    Collections.shuffle(values, dice.random());
    values = new ArrayList<>(values.subList(0, dice.between(1, 2)));
    if (dice.chance(0.3)) {
      values.add("null");
    }
    return new Test(place, dice.of(Condition.Kind.ONE_OF, Condition.Kind.NONE_OF), values);
  }

  /**
   * The rules without the conditions that other rules would change the answer to within one night,
   * where a row stops or begins to be of whom it was.
   */
  List<Rule> settled(List<Rule> rules) {
    Bearing bearing = new Bearing(tables, people);
    return rules.stream()
        .map(
            rule ->
                rules.stream()
                            .filter(other -> !other.name().equals(rule.name()))
                            .flatMap(other -> other.then().keySet().stream())
                            .anyMatch(bearing.deciding(rule)::contains)
                        || rules.stream().anyMatch(other -> deletes(other, bearing.toldBelow(rule)))
                    ? rule.forAll()
                    : rule)
        .toList();
  }
}
