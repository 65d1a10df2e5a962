package fr.oubli.model.policy;

import java.time.Period;

/**
 * Where the period of a rule stands: in the policy itself, or in the data, by a column's value. A
 * rule whose period stands in the data is as many rules as it has periods, and only those have one:
 * they are made once per command, before anything asks how long.
 */
public sealed interface PeriodSource permits FixedPeriod, DataPeriod, ReadPeriod {

  /**
   * How long.
   *
   * @throws IllegalStateException where the period stands in the data and was not read from there
   */
  Period period();

  /** Which rows have this period: a condition beside the rule's own. */
  Filter condition();
}
