package fr.oubli.property;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything of one case as values: tables with their rows, a policy, holds, and the days on which
 * nights run.
 *
 * @param fault what a gate must refuse; null where the case may run
 */
record Scenario(
    long seed,
    Nights nights,
    Persons subject,
    List<Table> tables,
    Written policy,
    List<Hold> holds,
    @Nullable Fault fault) {

  /**
   * When the nights run, and how.
   *
   * @param zone of the policy
   * @param lookAtNews whether the later nights look at what is new only
   * @param approved whether the first night runs an approved plan
   */
  record Nights(
      LocalDate first, LocalDate second, ZoneId zone, boolean lookAtNews, boolean approved) {}

  /**
   * Whom the policy calls a person.
   *
   * @param table the table of persons; null where the policy knows none
   * @param sameByEmail whether rows with the same e-mail are of one person
   */
  record Persons(@Nullable String table, boolean sameByEmail) {}

  /** What the policy says: its rules and their stages, and the holds that the data declare. */
  record Written(List<Rule> rules, Stages stages, List<Declared> holds) {

    Written {
      rules = List.copyOf(rules);
      holds = List.copyOf(holds);
    }
  }

  /** Rows of a table whose column has one of the values keep rows of other tables. */
  record Declared(String name, Rule.Place column, List<String> values, List<String> keeps) {

    Declared {
      values = List.copyOf(values);
      keeps = List.copyOf(keeps);
    }

    /** A row meets the condition. */
    boolean holds(Graph.Node node) {
      return node.table.name().equals(column.table())
          && values.contains(String.valueOf(node.row.get(column.column())));
    }
  }

  Scenario {
    tables = List.copyOf(tables);
    holds = List.copyOf(holds);
  }

  LocalDate first() {
    return nights.first();
  }

  LocalDate second() {
    return nights.second();
  }

  List<Rule> rules() {
    return policy.rules();
  }

  Stages stages() {
    return policy.stages();
  }

  List<Declared> declared() {
    return policy.holds();
  }

  ZoneId zone() {
    return nights.zone();
  }

  boolean looksAtNews() {
    return nights.lookAtNews();
  }

  boolean approved() {
    return nights.approved();
  }

  @Nullable String people() {
    return subject.table();
  }

  boolean sameByEmail() {
    return subject.sameByEmail();
  }

  Table table(String name) {
    return tables.stream().filter(table -> table.name().equals(name)).findFirst().orElseThrow();
  }

  Optional<Table> persons() {
    return Optional.ofNullable(people()).map(this::table);
  }

  Scenario tables(List<Table> other) {
    return new Scenario(seed, nights, subject, other, policy, holds, fault);
  }

  Scenario rules(List<Rule> other) {
    Written written = new Written(other, stages(), declared());
    return new Scenario(seed, nights, subject, tables, written, holds, fault);
  }

  Scenario holds(List<Hold> other) {
    return new Scenario(seed, nights, subject, tables, policy, other, fault);
  }

  Scenario declared(List<Declared> other) {
    Written written = new Written(rules(), stages(), other);
    return new Scenario(seed, nights, subject, tables, written, holds, fault);
  }

  Scenario withoutPeople() {
    return new Scenario(seed, nights, new Persons(null, false), tables, policy, holds, fault);
  }

  /** The case whose nights look at everything and run without an approved plan. */
  Scenario plainly() {
    Nights plain = new Nights(first(), second(), zone(), false, false);
    return new Scenario(seed, plain, subject, tables, policy, holds, fault);
  }

  Scenario replace(Table table) {
    return tables(
        tables.stream().map(each -> each.name().equals(table.name()) ? table : each).toList());
  }
}
