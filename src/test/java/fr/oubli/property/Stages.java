package fr.oubli.property;

import fr.oubli.property.Rule.Act;
import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which rules mask some columns of a table and leave the others to another rule.
 *
 * @param columns by rule and table the names of the columns; a rule that is not listed masks all
 */
record Stages(Map<String, List<String>> columns) {

  static final Stages NONE = new Stages(Map.of());

  Stages {
    columns = Map.copyOf(columns);
  }

  /** The rules of a policy, some of them in stages. */
  record Staged(List<Rule> rules, Stages stages) {}

  /**
   * Parts some of the rules that mask, each into an earlier stage and a later one. It throws dice
   * of its own, so that the rest of a case stays what its seed always made.
   */
  static Staged said(long seed, List<Rule> rules, List<Table> tables, @Nullable String people) {
    Dice dice = new Dice(new Random(seed * 0xA0761D6478BD642FL));
    List<Rule> all = new ArrayList<>(rules);
    Map<String, List<String>> columns = new LinkedHashMap<>();
    if (!dice.chance(0.35)) {
      return new Staged(rules, NONE);
    }
    for (Rule rule : rules) {
      for (Table table : tables) {
        List<String> names = names(table, rules, table.name().equals(people));
        if (rule.then().get(table.name()) == Act.ANONYMISE
            && !rule.atLeast()
            && names.size() > 1
            && dice.chance(0.8)) {
          List<String> first = names.subList(0, dice.between(1, names.size() - 1));
          Rule later = later(rule, "s" + all.size(), table, dice);
          columns.put(key(rule.name(), table.name()), first);
          boolean rest = names.size() == table.masked().size();
          if (rest && later.then().get(table.name()) == Act.ANONYMISE && dice.chance(0.7)) {
            columns.put(key(later.name(), table.name()), names.subList(first.size(), names.size()));
          }
          all.add(later);
        }
      }
    }
    return new Staged(all, new Stages(columns));
  }

  private static Rule later(Rule rule, String name, Table table, Dice dice) {
    Period keep = rule.keep().period().plusDays(dice.of(0, 1, 30, 400));
    return new Rule(
        name,
        rule.clock(),
        rule.dates(),
        Lasting.always(keep),
        false,
        Map.of(table.name(), dice.chance(0.2) ? Act.DELETE : Act.ANONYMISE),
        rule.only(),
        rule.unlessHas());
  }

  /** What stages may name: a clock, a condition and whose a row is are asked again later. */
  private static List<String> names(Table table, List<Rule> rules, boolean accounts) {
    return table.masked().stream()
        .filter(column -> accounts || !column.email())
        .filter(column -> rules.stream().noneMatch(rule -> rule.reads(table.name(), column.name())))
        .map(Column::name)
        .toList();
  }

  private static String key(String rule, String table) {
    return rule + ":" + table;
  }

  boolean names(Rule rule, Table table) {
    return columns.containsKey(key(rule.name(), table.name()));
  }

  /** The columns that a rule masks in a table. */
  List<Column> masked(Rule rule, Table table) {
    List<String> named = columns.get(key(rule.name(), table.name()));
    return table.masked().stream()
        .filter(column -> named == null || named.contains(column.name()))
        .toList();
  }

  /** As the policy writes what a rule does to a table. */
  String action(Rule rule, Table table, String word) {
    return names(rule, table)
        ? masked(rule, table).stream()
            .map(column -> MapText.quoted(column.name()))
            .collect(Collectors.joining(", ", "{ " + word + ": [", "] }"))
        : word;
  }
}
