package fr.oubli.property;

import fr.oubli.property.Rule.Act;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** All cases that are one step smaller than a case, the largest steps first. */
record Shrinks(Scenario scenario) {

  Stream<Scenario> all() {
    return Stream.of(
            scenario.tables().stream().map(this::withoutTable),
            scenario.rules().stream().map(rule -> scenario.rules(without(scenario.rules(), rule))),
            scenario.holds().stream().map(hold -> scenario.holds(without(scenario.holds(), hold))),
            scenario.declared().stream()
                .map(hold -> scenario.declared(without(scenario.declared(), hold))),
            Stream.of(scenario.plainly(), scenario.withoutPeople()),
            scenario.tables().stream().flatMap(this::fewerRows),
            scenario.rules().stream().flatMap(this::smaller),
            scenario.tables().stream().flatMap(this::smaller))
        .flatMap(each -> each)
        .map(Shrinks::tidy)
        .filter(each -> !each.equals(scenario) && !each.rules().isEmpty());
  }

  private static <T> List<T> without(List<T> all, T one) {
    return all.stream().filter(each -> !each.equals(one)).toList();
  }

  private Scenario withoutTable(Table gone) {
    Scenario fewer = scenario.tables(without(scenario.tables(), gone));
    return gone.name().equals(scenario.people()) ? fewer.withoutPeople() : fewer;
  }

  /** Halves first, so that a hundred rows take seven steps. */
  private Stream<Scenario> fewerRows(Table table) {
    List<Row> rows = table.rows();
    int half = rows.size() / 2;
    Stream<List<Row>> halves =
        half > 1 ? Stream.of(rows.subList(0, half), rows.subList(half, rows.size())) : Stream.of();
    return Stream.concat(halves, rows.stream().map(row -> without(rows, row)))
        .map(fewer -> scenario.replace(table.rows(fewer)));
  }

  private Stream<Scenario> smaller(Rule rule) {
    List<Rule> smaller = new ArrayList<>(List.of(rule.forAll()));
    Condition only = rule.only();
    smaller.add(rule.keep(rule.keep().forAll()));
    if (only != null && only.tests().count() > 1) {
      only.tests().forEach(test -> smaller.add(rule.only(new Condition(List.of(List.of(test))))));
    }
    for (String table : rule.then().keySet()) {
      Map<String, Act> then = new LinkedHashMap<>(rule.then());
      then.remove(table);
      smaller.add(rule.then(then));
    }
    if (rule.dates().size() > 1) {
      rule.dates().forEach(date -> smaller.add(rule.dates(without(rule.dates(), date))));
    }
    return smaller.stream()
        .map(
            other ->
                scenario.rules(
                    scenario.rules().stream()
                        .map(each -> each.name().equals(rule.name()) ? other : each)
                        .toList()));
  }

  private Stream<Scenario> smaller(Table table) {
    List<Table> smaller = new ArrayList<>();
    table.columns().stream()
        .filter(column -> !table.key().contains(column.name()))
        .forEach(column -> smaller.add(withoutColumn(table, column)));
    for (Reference key : table.references()) {
      smaller.add(table.references(without(table.references(), key)));
      if (key.mapped()) {
        Reference unsaid = key.told(new Reference.Told(Reference.Tie.UNSAID, null));
        smaller.add(
            table.references(
                table.references().stream()
                    .map(each -> each.equals(key) ? unsaid : each)
                    .toList()));
      }
      smaller.add(
          table.references(
              table.references().stream()
                  .map(each -> each.equals(key) ? key.plain() : each)
                  .toList()));
    }
    smaller.add(table.uniques(List.of()));
    smaller.add(table.unpartitioned());
    for (Column column : table.columns()) {
      if (!table.key().contains(column.name())) {
        Stream.of(column.nullable(), column.notUnique(), column.unchecked(), column.impersonal())
            .forEach(other -> smaller.add(replace(table, column, other)));
      }
    }
    return smaller.stream().map(scenario::replace);
  }

  private static Table replace(Table table, Column column, Column other) {
    return table.columns(
        table.columns().stream().map(each -> each.equals(column) ? other : each).toList());
  }

  private static Table withoutColumn(Table table, Column gone) {
    return table
        .columns(without(table.columns(), gone))
        .rows(table.rows().stream().map(row -> row.without(gone.name())).toList());
  }

  /** Takes away references, rows, rules and holds that name something that is no longer there. */
  private static Scenario tidy(Scenario scenario) {
    Scenario tidy =
        scenario.tables(scenario.tables().stream().map(table -> tidy(scenario, table)).toList());
    Scenario whole = new Orphans(tidy).gone();
    return whole
        .rules(whole.rules().stream().flatMap(rule -> tidy(whole, rule)).toList())
        .holds(whole.holds().stream().filter(hold -> stands(whole, hold)).toList())
        .declared(whole.declared().stream().flatMap(hold -> tidy(whole, hold)).toList());
  }

  private static Table tidy(Scenario scenario, Table table) {
    Set<String> columns = Set.copyOf(table.columns().stream().map(Column::name).toList());
    Predicate<Reference> stands =
        key ->
            columns.containsAll(key.columns())
                && (!key.conditional() || columns.contains(Schemas.STATUS))
                && scenario.tables().stream()
                    .filter(parent -> parent.name().equals(key.parent()))
                    .anyMatch(parent -> parent.key().equals(key.parentColumns()));
    return table
        .references(table.references().stream().filter(stands).toList())
        .uniques(table.uniques().stream().filter(columns::containsAll).toList());
  }

  private static Stream<Rule> tidy(Scenario scenario, Rule rule) {
    Map<String, Act> then = new LinkedHashMap<>(rule.then());
    then.keySet()
        .removeIf(name -> scenario.tables().stream().noneMatch(table -> table.name().equals(name)));
    List<Rule.Place> dates = rule.dates().stream().filter(date -> stands(scenario, date)).toList();
    Condition only = rule.only();
    boolean filtered =
        only != null && only.tests().allMatch(test -> stands(scenario, test.column()));
    boolean refusals =
        rule.clock() != Rule.Clock.REFUSED
            || (stands(scenario, new Rule.Place(Refusals.CHOICES, Refusals.ACCEPTED))
                && then.keySet().stream()
                    .map(scenario::table)
                    .allMatch(
                        about ->
                            about.find(Schemas.AT).isPresent()
                                && !Refusals.same(scenario.table(Refusals.CHOICES), about)
                                    .isEmpty()));
    boolean persons = rule.clock() != Rule.Clock.LATEST || scenario.people() != null;
    List<String> unlessHas =
        rule.unlessHas().stream()
            .filter(name -> scenario.tables().stream().anyMatch(table -> table.name().equals(name)))
            .toList();
    return then.isEmpty() || dates.isEmpty() || !persons || !refusals
        ? Stream.of()
        : Stream.of(
            new Rule(
                rule.name(),
                rule.clock(),
                dates,
                lasting(scenario, rule.keep()),
                rule.atLeast(),
                then,
                filtered ? only : null,
                unlessHas));
  }

  private static Lasting lasting(Scenario scenario, Lasting keep) {
    Rule.Place column = keep.column();
    return column == null || stands(scenario, column) ? keep : keep.forAll();
  }

  private static Stream<Scenario.Declared> tidy(Scenario scenario, Scenario.Declared hold) {
    List<String> keeps =
        hold.keeps().stream()
            .filter(name -> scenario.tables().stream().anyMatch(table -> table.name().equals(name)))
            .toList();
    return keeps.isEmpty() || scenario.people() == null || !stands(scenario, hold.column())
        ? Stream.of()
        : Stream.of(new Scenario.Declared(hold.name(), hold.column(), hold.values(), keeps));
  }

  private static boolean stands(Scenario scenario, Rule.Place place) {
    return scenario.tables().stream()
        .filter(table -> table.name().equals(place.table()))
        .anyMatch(table -> table.find(place.column()).isPresent());
  }

  private static boolean stands(Scenario scenario, Hold hold) {
    return scenario.tables().stream()
        .filter(table -> table.name().equals(hold.table()))
        .anyMatch(
            table ->
                (hold.scope() != Hold.Scope.SUBJECT || hold.table().equals(scenario.people()))
                    && (hold.scope() == Hold.Scope.COLLECTION
                        || table.rows().stream()
                            .anyMatch(row -> row.get(table.key()).equals(hold.key()))));
  }
}
