package fr.oubli.property;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything of one case as values: a schema with its rows, a map, a policy, holds and two days.
 *
 * @param people the table of persons; null where the policy knows none
 * @param sameByEmail rows with the same e-mail are of one person
 * @param looksAtNews the second day looks at what is new only
 * @param approved the first day runs an approved plan
 * @param fault what a gate must refuse; null where the case may run
 */
record Scenario(
    long seed,
    LocalDate first,
    LocalDate second,
    ZoneId zone,
    @Nullable String people,
    boolean sameByEmail,
    boolean looksAtNews,
    boolean approved,
    List<Table> tables,
    List<Rule> rules,
    List<Hold> holds,
    @Nullable Fault fault) {

  Scenario {
    tables = List.copyOf(tables);
    rules = List.copyOf(rules);
    holds = List.copyOf(holds);
  }

  Table table(String name) {
    return tables.stream().filter(table -> table.name().equals(name)).findFirst().orElseThrow();
  }

  Optional<Table> persons() {
    return Optional.ofNullable(people).map(this::table);
  }

  Scenario tables(List<Table> other) {
    return new Scenario(
        seed,
        first,
        second,
        zone,
        people,
        sameByEmail,
        looksAtNews,
        approved,
        other,
        rules,
        holds,
        fault);
  }

  Scenario rules(List<Rule> other) {
    return new Scenario(
        seed,
        first,
        second,
        zone,
        people,
        sameByEmail,
        looksAtNews,
        approved,
        tables,
        other,
        holds,
        fault);
  }

  Scenario holds(List<Hold> other) {
    return new Scenario(
        seed,
        first,
        second,
        zone,
        people,
        sameByEmail,
        looksAtNews,
        approved,
        tables,
        rules,
        other,
        fault);
  }

  Scenario withoutPeople() {
    return new Scenario(
        seed, first, second, zone, null, false, looksAtNews, approved, tables, rules, holds, fault);
  }

  Scenario plainly() {
    return new Scenario(
        seed, first, second, zone, people, sameByEmail, false, false, tables, rules, holds, fault);
  }

  Scenario replace(Table table) {
    return tables(
        tables.stream().map(each -> each.name().equals(table.name()) ? table : each).toList());
  }
}
