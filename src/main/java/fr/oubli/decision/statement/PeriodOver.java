package fr.oubli.decision.statement;

import fr.oubli.decision.clock.Days;
import fr.oubli.decision.clock.FiscalYearSql;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.sql.DateReading;
import fr.oubli.schema.sql.Sql;
import java.time.LocalDate;

/**
 * Whether the period of a rule is over for a date, added up by PostgreSQL. Only the verification
 * asks so; what acts compares the date with a cutoff that was computed once.
 */
final class PeriodOver {

  /** Wider than any disagreement between two calendars can be; only a first sieve. */
  private static final int MARGIN_DAYS = 3;

  private final Rule rule;
  private final Days days;
  private final FiscalYearSql years;

  PeriodOver(Eligibility eligibility) {
    this.rule = eligibility.target().rule();
    this.days = eligibility.days();
    this.years = new FiscalYearSql(eligibility.schema().policy());
  }

  /** A cheap sieve that an index serves, then the exact sum on what passes it. */
  Sql of(Sql date, DateReading type) {
    LocalDate sieve = days.asOf().minus(rule.keep().period()).plusDays(MARGIN_DAYS);
    return Sql.format(
        "({} < {} and ({} + {}::interval)::date < {})",
        date,
        days.startOf(sieve, type),
        years.startingPoint(rule.starts(), days.dayOf(date, type)),
        Sql.of("?", rule.keep().period().toString()),
        Sql.of("?", days.asOf()));
  }
}
