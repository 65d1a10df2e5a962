package fr.oubli.decision.statement;

import fr.oubli.decision.clock.Days;
import fr.oubli.decision.clock.FiscalYearSql;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.sql.DateReading;
import fr.oubli.schema.sql.Sql;
import java.time.LocalDate;

/**
 * Whether the period of a rule is over for a date, added up by PostgreSQL. Only the verification
 * asks so; what acts compares the date with a cutoff that was computed once.
 */
public final class PeriodOver {

  /** Wider than any disagreement between two calendars can be; only a first sieve. */
  private static final int MARGIN_DAYS = 3;

  private final Rule rule;
  private final Days days;
  private final FiscalYearSql years;

  PeriodOver(Eligibility eligibility) {
    this(eligibility.target().rule(), eligibility.days(), eligibility.schema().policy());
  }

  public PeriodOver(Rule rule, Days days, Policy policy) {
    this.rule = rule;
    this.days = days;
    this.years = new FiscalYearSql(policy);
  }

  /** A cheap sieve that an index serves, then the exact sum on what passes it. */
  Sql of(Sql date, DateReading type) {
    return of(date, days.startOf(sieve(), type), days.dayOf(date, type));
  }

  /** The same of a day. */
  public Sql ofDay(Sql day) {
    return of(day, Sql.of("?", sieve()), day);
  }

  private LocalDate sieve() {
    return days.asOf().minus(rule.keep().period()).plusDays(MARGIN_DAYS);
  }

  private Sql of(Sql date, Sql sieve, Sql day) {
    return Sql.format(
        "({} < {} and ({} + {}::interval)::date < {})",
        date,
        sieve,
        years.startingPoint(rule.starts(), day),
        Sql.of("?", rule.keep().period().toString()),
        Sql.of("?", days.asOf()));
  }
}
