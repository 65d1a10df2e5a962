package fr.oubli.decision.clock;

import fr.oubli.model.policy.Clock;
import fr.oubli.model.policy.FiscalYears;
import fr.oubli.model.policy.FiscalYears.Irregular;
import fr.oubli.model.policy.Policy;
import fr.oubli.schema.sql.Sql;
import java.util.Objects;

/** The close of the fiscal year of a day, computed by PostgreSQL. */
public record FiscalYearSql(Policy policy) {

  /** The starting point that a date gives for a clock. */
  public Sql startingPoint(Clock clock, Sql day) {
    return clock.byFiscalYear() ? closeOf(day) : day;
  }

  /** The last day of the fiscal year that a day falls in. */
  public Sql closeOf(Sql day) {
    FiscalYears years = Objects.requireNonNull(policy.fiscalYears());
    Sql close = usual(day, years);
    for (Irregular year : years.irregular()) {
      close =
          Sql.format(
              "case when {} between {} and {} then {}::date"
                  + " when {} < {} then least({}, {}::date) else {} end",
              day,
              Sql.of("?", year.from()),
              Sql.of("?", year.to()),
              Sql.of("?", year.to()),
              day,
              Sql.of("?", year.from()),
              close,
              Sql.of("?", year.from().minusDays(1)),
              close);
    }
    return close;
  }

  /** The closing day of the day's own calendar year, or of the next one. */
  private static Sql usual(Sql day, FiscalYears years) {
    int month = years.close().getMonthValue();
    int dayOfMonth = years.close().getDayOfMonth();
    Sql thisYear =
        Sql.format("make_date(extract(year from {})::int, " + month + ", " + dayOfMonth + ")", day);
    return Sql.format(
        "(case when {} > {} then {} + interval '1 year' else {} end)::date",
        day,
        thisYear,
        thisYear,
        thisYear);
  }
}
