package fr.oubli.property;

import fr.oubli.property.Rule.Place;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Lets the period of some random rules stand in the data. It throws dice of its own, so that the
 * rest of a case stays what its seed always made.
 */
final class Lastings {

  /** Each different number is a rule of its own. */
  private static final int MOST_ROWS = 6;

  private static final List<Period> PERIODS =
      List.of(
          Period.ofMonths(6),
          Period.ofYears(1),
          Period.ofMonths(12),
          Period.ofYears(5),
          Period.ofDays(30),
          Period.ofMonths(1));

  private final Dice dice;
  private final List<Table> tables;
  private final @Nullable String people;

  Lastings(long seed, List<Table> tables, @Nullable String people) {
    this.dice = new Dice(new Random(seed * 0xA0761D6478BD642FL));
    this.tables = tables;
    this.people = people;
  }

  List<Rule> said(List<Rule> rules) {
    if (!dice.chance(0.5)) {
      return rules;
    }
    return new Conditions(dice, tables, people)
        .settled(rules.stream().map(rule -> dice.chance(0.6) ? said(rule) : rule).toList());
  }

  private Rule said(Rule rule) {
    List<Place> columns = new ArrayList<>();
    for (Table table : tables) {
      if (new Conditions(dice, tables, people).bearsOnAll(rule.then().keySet(), table.name())) {
        table
            .where(column -> column.mask() == null)
            .filter(
                column ->
                    column.name().equals(Schemas.STATUS)
                        || (column.name().equals("id")
                            && column.type().isNumber()
                            && table.rows().size() <= MOST_ROWS))
            .forEach(column -> columns.add(new Place(table.name(), column.name())));
      }
    }
    return columns.isEmpty() ? rule : rule.keep(by(dice.of(columns), rule.keep().period()));
  }

  private Lasting by(Place column, Period usual) {
    Map<String, Period> listed = new LinkedHashMap<>();
    if (column.column().equals(Schemas.STATUS)) {
      List<String> values = new ArrayList<>(Schemas.STATUSES);
      Collections.shuffle(values, dice.random());
      values.subList(0, dice.between(1, 3)).forEach(value -> listed.put(value, dice.of(PERIODS)));
    }
    return new Lasting(usual, column, listed, dice.chance(0.4));
  }
}
