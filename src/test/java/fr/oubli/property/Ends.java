package fr.oubli.property;

import fr.oubli.property.Rule.Clock;
import fr.oubli.property.Rule.Meaning;
import fr.oubli.property.Rule.Place;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Says of the dates of random rules whether they tell that something happened or ended, and lets
 * what ends go on in some rows. It throws dice of its own, so that the rest of a case stays what
 * its seed always made.
 */
final class Ends {

  private final Dice dice;
  private final List<Table> tables;
  private final Whose whose;
  private final boolean any;

  Ends(long seed, List<Table> tables, @Nullable String people) {
    this.dice = new Dice(new Random(seed * 0xD1B54A32D192ED03L));
    this.tables = tables;
    this.whose = new Whose(tables, people);
    this.any = dice.chance(0.6);
  }

  List<Rule> said(List<Rule> rules) {
    return any ? rules.stream().map(this::said).toList() : rules;
  }

  private Rule said(Rule rule) {
    if (rule.clock() == Clock.FISCAL) {
      return rule;
    }
    if (rule.clock() == Clock.ROW) {
      return dice.chance(0.4)
          ? rule.dates(rule.dates().stream().map(date -> date.meaning(Meaning.ENDED)).toList())
          : rule;
    }
    List<Place> dates = new ArrayList<>();
    for (Place date : rule.dates()) {
      dates.add(
          date.meaning(
              dice.of(Meaning.HAPPENED, Meaning.IF_THERE, Meaning.IF_THERE, Meaning.ENDED)));
    }
    if (dice.chance(0.4)) {
      above(rule).stream().limit(1).forEach(dates::add);
    }
    return rule.dates(dates);
  }

  /** Dates that stand above rows of persons. */
  private List<Place> above(Rule rule) {
    return tables.stream()
        .filter(table -> !Above.isSomebodys(whose, table) && table.partitions() == null)
        .filter(table -> !rule.then().containsKey(table.name()))
        .filter(table -> table.find(Schemas.AT).isPresent())
        .filter(
            table ->
                whose.referring(table.name()).stream()
                    .anyMatch(step -> Above.isSomebodys(whose, step.child())))
        .map(table -> new Place(table.name(), Schemas.AT).meaning(Meaning.ENDED))
        .toList();
  }

  /** The same tables, in whose rows some ends are missing or to come. */
  List<Table> lived(List<Table> tables, List<Rule> rules, LocalDate day, ZoneId zone) {
    return any ? tables.stream().map(table -> lived(table, rules, day, zone)).toList() : tables;
  }

  private Table lived(Table table, List<Rule> rules, LocalDate day, ZoneId zone) {
    List<Column> ends =
        table.columns().stream()
            .filter(column -> table.partitions() == null && !table.key().contains(column.name()))
            .filter(column -> ends(table, column, rules))
            .toList();
    return ends.isEmpty()
        ? table
        : table.rows(table.rows().stream().map(row -> lived(row, ends, day, zone)).toList());
  }

  private static boolean ends(Table table, Column column, List<Rule> rules) {
    return rules.stream()
        .flatMap(rule -> rule.dates().stream())
        .anyMatch(
            date ->
                date.ended()
                    && date.table().equals(table.name())
                    && date.column().equals(column.name()));
  }

  private Row lived(Row row, List<Column> ends, LocalDate day, ZoneId zone) {
    Row lived = row;
    for (Column column : ends) {
      if (!column.notNull() && dice.chance(0.15)) {
        lived = lived.with(column.name(), null);
      } else if (dice.chance(0.1)) {
        lived =
            lived.with(
                column.name(),
                Days.text(
                    day.plusDays(dice.between(1, 60)).atTime(LocalTime.NOON).atZone(zone),
                    column.type()));
      }
    }
    return lived;
  }
}
