package fr.oubli.model.policy;

import java.time.Period;
import org.jspecify.annotations.Nullable;

/**
 * The period of rows with one value.
 *
 * @param value null for a missing one, and where it is of all other values
 * @param others it is of all values that no other of the rule's is of
 */
public record RowPeriod(@Nullable String value, Period period, boolean others) {

  public static RowPeriod of(@Nullable String value, Period period) {
    return new RowPeriod(value, period, false);
  }

  static RowPeriod ofOthers(Period period) {
    return new RowPeriod(null, period, true);
  }
}
