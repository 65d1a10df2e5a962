package fr.oubli.model.policy;

import java.time.Period;

/** One period for all rows of a rule. */
public record FixedPeriod(Period period) implements PeriodSource {

  public FixedPeriod {
    if (period.isNegative()) {
      throw new IllegalArgumentException("a period cannot be negative: " + period);
    }
  }

  @Override
  public Filter condition() {
    return Filter.NONE;
  }
}
