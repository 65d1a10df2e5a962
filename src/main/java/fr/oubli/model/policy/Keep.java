package fr.oubli.model.policy;

import java.time.Period;

/** How long: a promised maximum (never later) or a legal minimum (never earlier). */
public record Keep(Period period, Bound bound) {

  /** Which side of the period binds. */
  public enum Bound {
    AT_MOST,
    AT_LEAST
  }

  public Keep {
    if (period.isNegative()) {
      throw new IllegalArgumentException("a period cannot be negative: " + period);
    }
  }
}
