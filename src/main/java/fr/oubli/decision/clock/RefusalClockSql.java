package fr.oubli.decision.clock;

import fr.oubli.model.policy.ColumnName;
import fr.oubli.model.policy.RefusalClock;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.Sql;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The refusals that bear on a row: those of its kind and person after which no acceptance came
 * before the row was set. The earliest of them starts the clock.
 *
 * @param collection of the rows
 * @param date the moments of choices
 */
record RefusalClockSql(
    MappedSchema schema, RefusalClock clock, String collection, DateColumn date, LocalDate cutoff)
    implements ClockSql {

  @Override
  public Sql due(String alias, LookupStyle style) {
    return refused(alias, style, choice -> date.isOver(date.of(choice), cutoff));
  }

  /** A refusal without a day is seen by somebody, where no other one ends the row. */
  @Override
  public Sql suspect(String alias, LookupStyle style, Set<DateDefect> defects) {
    return Sql.all(
        refused(alias, style, choice -> date.defect(defects, date.of(choice))),
        due(alias, style).not());
  }

  @Override
  public List<Sql> suspected(String alias) {
    return List.of(refused(alias, LookupStyle.SETS, choice -> date.defect(ANY, date.of(choice))));
  }

  @Override
  public Sql culprit(String alias) {
    return one(
        alias,
        choice -> Sql.format("min({})", date.named(choice)),
        choice -> date.defect(ANY, date.of(choice)));
  }

  @Override
  public List<Sql> affectedBy(String alias, DateTest test) {
    return List.of(refused(alias, LookupStyle.SETS, choice -> date.meets(test, choice)));
  }

  /** A choice can be written down late, and a row be set late: every row is looked at. */
  @Override
  public List<Sql> candidates(String alias, Watermark watermark) {
    return List.of(Sql.TRUE);
  }

  @Override
  public Sql day(String alias) {
    return one(
        alias,
        choice -> Sql.format("min({})", date.dayOf(choice)),
        choice -> date.defect(ANY, date.of(choice)).not());
  }

  private Sql refused(String alias, LookupStyle style, Function<String, Sql> condition) {
    String choice = schema.freshAlias();
    return style.exists(
        schema.from(clock.choices(), choice),
        Sql.all(same(choice, alias), standing(choice, alias), condition.apply(choice)));
  }

  private Sql one(String alias, Function<String, Sql> value, Function<String, Sql> condition) {
    String choice = schema.freshAlias();
    return Sql.format(
        "(select {} from {} where {})",
        value.apply(choice),
        schema.from(clock.choices(), choice),
        Sql.all(same(choice, alias), standing(choice, alias), condition.apply(choice)));
  }

  /** It says no, and no acceptance came between it and the day on which the row was set. */
  private Sql standing(String choice, String alias) {
    String later = schema.freshAlias();
    Sql moment = date.of(later);
    return Sql.all(
        Sql.format("{} is false", accepted(choice)),
        LookupStyle.PROBES
            .exists(
                schema.from(clock.choices(), later),
                Sql.all(
                    same(later, alias),
                    Sql.format("{} is true", accepted(later)),
                    Sql.format("{} > {}", moment, date.of(choice)),
                    Sql.format(
                        "{} <= {}",
                        moment,
                        schema.date(alias, new ColumnName(collection, clock.set())))))
            .not());
  }

  private Sql accepted(String choice) {
    return schema.column(choice, new ColumnName(clock.choices(), clock.accepted()));
  }

  private Sql same(String choice, String alias) {
    List<Sql> equal = new ArrayList<>();
    for (String name : clock.same()) {
      equal.add(
          Sql.format(
              "{} = {}",
              schema.column(choice, new ColumnName(clock.choices(), name)),
              schema.column(alias, new ColumnName(collection, name))));
    }
    return Sql.all(equal);
  }
}
