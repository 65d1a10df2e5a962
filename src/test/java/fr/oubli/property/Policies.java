package fr.oubli.property;

import fr.oubli.property.Reference.Tie;
import fr.oubli.property.Rule.Act;
import fr.oubli.property.Rule.Clock;
import fr.oubli.property.Rule.Place;
import fr.oubli.property.Scenario.Declared;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Random rules for random tables. */
final class Policies {

  private static final List<Period> PERIODS =
      List.of(
          Period.ofMonths(6),
          Period.ofMonths(13),
          Period.ofYears(1),
          Period.ofYears(3),
          Period.ofYears(5),
          Period.ofDays(30),
          Period.ofWeeks(2),
          Period.ofMonths(1),
          Period.of(2, 3, 5));

  private final Dice dice;
  private final List<Table> tables;
  private final @Nullable String people;
  private final boolean sameByEmail;
  private final Whose whose;

  Policies(Dice dice, List<Table> tables, @Nullable String people, boolean sameByEmail) {
    this.dice = dice;
    this.tables = tables;
    this.people = people;
    this.sameByEmail = sameByEmail;
    this.whose = new Whose(tables, people);
  }

  List<Rule> rules() {
    List<Rule> rules = new ArrayList<>();
    for (int tries = 0;
        tries < 20 && (rules.isEmpty() || dice.chance(0.6)) && rules.size() < 5;
        tries++) {
      (people != null && dice.chance(0.5) ? latest("r" + rules.size()) : row("r" + rules.size()))
          .ifPresent(rules::add);
    }
    return new Conditions(dice, tables, people)
        .settled(dice.chance(0.95) ? withoutDeadEnds(rules) : rules);
  }

  /**
   * Mends rules that a gate would refuse because rows of another table stop a deletion: the rule
   * deletes those rows too where it can, and else no longer deletes what they refer to.
   */
  private List<Rule> withoutDeadEnds(List<Rule> rules) {
    List<Rule> mended = new ArrayList<>(rules);
    for (int i = 0; i < mended.size(); i++) {
      Set<String> staying = new HashSet<>();
      Optional<Rule> other = mended(mended.get(i), mended, staying);
      while (other.isPresent()) {
        mended.set(i, other.get());
        other = mended(other.get(), mended, staying);
      }
    }
    List<Rule> left = mended.stream().filter(rule -> !rule.then().isEmpty()).toList();
    return left.isEmpty() ? rules : left;
  }

  private Optional<Rule> mended(Rule rule, List<Rule> rules, Set<String> staying) {
    return tables.stream()
        .filter(child -> !rule.unlessHas().contains(child.name()))
        .filter(child -> rules.stream().noneMatch(each -> deletes(each, child.name())))
        .flatMap(
            child ->
                child.references().stream()
                    .filter(key -> key.blocks() && deletes(rule, key.parent()))
                    .map(key -> mended(rule, child, named(key.parent()), staying)))
        .findFirst();
  }

  private Rule mended(Rule rule, Table child, Table parent, Set<String> staying) {
    Map<String, Act> then = new LinkedHashMap<>(rule.then());
    if (canActOn(rule, child) && !staying.contains(child.name())) {
      then.put(child.name(), Act.DELETE);
      return rule.then(then);
    }
    staying.add(parent.name());
    if (parent.masked().isEmpty()) {
      then.remove(parent.name());
    } else {
      then.put(parent.name(), Act.ANONYMISE);
    }
    return rule.then(then);
  }

  private boolean canActOn(Rule rule, Table table) {
    return rule.clock() == Clock.LATEST
        ? ofPersons(table)
        : !rule.atLeast()
            && ways(table, rule.dates().get(0).table()) == 1
            && !(sameByEmail && table.name().equals(people));
  }

  private static boolean deletes(Rule rule, String table) {
    return rule.then().get(table) == Act.DELETE;
  }

  /**
   * Holds that the data declare, where the persons alone tie what holds to what is kept, and no
   * rule ends what holds: the night that ends a hold also ends what it kept.
   */
  List<Declared> holds(List<Rule> rules) {
    List<Table> sources =
        tables.stream()
            .filter(table -> table.find(Schemas.STATUS).isPresent() && whose.reaches(table.name()))
            .filter(
                table -> rules.stream().noneMatch(rule -> rule.then().containsKey(table.name())))
            .toList();
    if (sources.isEmpty() || !dice.chance(0.3)) {
      return List.of();
    }
    Table source = dice.of(sources);
    List<String> keeps =
        tables.stream()
            .filter(table -> whose.reaches(table.name()) || whose.hasParties(table))
            .map(Table::name)
            .filter(name -> meetsAtPersons(source.name(), name) && dice.chance(0.6))
            .toList();
    Place status = new Place(source.name(), Schemas.STATUS);
    return keeps.isEmpty()
        ? List.of()
        : List.of(new Declared("dispute", status, List.of(dice.of(Schemas.STATUSES)), keeps));
  }

  private boolean meetsAtPersons(String one, String other) {
    return Collections.disjoint(besidePersons(one), besidePersons(other));
  }

  /** The tables above a table, itself included, those above the persons left out. */
  private Set<String> besidePersons(String name) {
    Set<String> found = new HashSet<>();
    if (!name.equals(people)) {
      found.add(name);
      named(name).references().stream()
          .filter(key -> key.mapped() && !key.parent().equals(name))
          .forEach(key -> found.addAll(besidePersons(key.parent())));
    }
    return found;
  }

  private Optional<Rule> latest(String name) {
    List<Table> personal = tables.stream().filter(this::ofPersons).toList();
    List<Place> dates =
        dice.some(personal.stream().flatMap(table -> dates(table).stream()).toList(), 0.4).stream()
            .map(this::event)
            .toList();
    Map<String, Act> then = acts(dice.some(personal, 0.6));
    if (dates.isEmpty() || then.isEmpty()) {
      return Optional.empty();
    }
    List<String> unlessHas =
        dice.chance(0.15)
            ? personal.stream()
                .map(Table::name)
                .filter(each -> !then.containsKey(each))
                .limit(1)
                .toList()
            : List.of();
    return Optional.of(
        new Rule(
            name,
            Clock.LATEST,
            dates,
            Lasting.always(dice.of(PERIODS)),
            false,
            then,
            only(then),
            unlessHas));
  }

  private boolean ofPersons(Table table) {
    return whose.reaches(table.name())
        || table.email().isPresent()
        || whose.identifying(table.name()).stream()
            .anyMatch(below -> named(below).email().isPresent());
  }

  private Optional<Rule> row(String name) {
    List<Place> places = tables.stream().flatMap(table -> dates(table).stream()).toList();
    if (places.isEmpty()) {
      return Optional.empty();
    }
    Place date = dice.of(places);
    boolean atLeast = dice.chance(0.25);
    List<Table> acted =
        tables.stream()
            .filter(table -> table.name().equals(date.table()) || (!atLeast && dice.chance(0.3)))
            .filter(table -> ways(table, date.table()) == 1)
            .filter(table -> !sameByEmail || !table.name().equals(people))
            .toList();
    Map<String, Act> then = acts(acted);
    if (then.isEmpty()) {
      return Optional.empty();
    }
    Clock clock = dice.chance(0.2) ? Clock.FISCAL : Clock.ROW;
    return Optional.of(
        new Rule(
            name,
            clock,
            List.of(date),
            Lasting.always(dice.of(PERIODS)),
            atLeast,
            then,
            only(then),
            List.of()));
  }

  private Place event(Place date) {
    boolean anyParty = whose.hasParties(named(date.table())) && dice.chance(0.4);
    return anyParty ? date.ofAnyParty() : date;
  }

  private static List<Place> dates(Table table) {
    return table
        .where(column -> column.name().equals(Schemas.AT) || column.name().equals("seen"))
        .map(column -> new Place(table.name(), column.name()))
        .toList();
  }

  /** In how many ways the map leads from a table up to another; one from a table to itself. */
  private long ways(Table from, @Nullable String to) {
    return from.name().equals(to)
        ? 1
        : from.references().stream()
            .filter(key -> key.mapped() && !key.says(Tie.PARTY))
            .filter(key -> !key.parent().equals(from.name()))
            .mapToLong(key -> ways(named(key.parent()), to))
            .sum();
  }

  private Table named(String name) {
    return tables.stream().filter(table -> table.name().equals(name)).findFirst().orElseThrow();
  }

  private Map<String, Act> acts(List<Table> acted) {
    Map<String, Act> then = new LinkedHashMap<>();
    acted.forEach(
        table ->
            then.put(
                table.name(),
                !table.masked().isEmpty() && dice.chance(0.45) ? Act.ANONYMISE : Act.DELETE));
    return then;
  }

  private @Nullable Condition only(Map<String, Act> then) {
    return new Conditions(dice, tables, people).of(then);
  }
}
