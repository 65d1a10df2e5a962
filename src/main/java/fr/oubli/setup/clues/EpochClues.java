package fr.oubli.setup.clues;

import fr.oubli.model.datamap.EpochUnit;
import fr.oubli.setup.clues.SampleShares.Kind;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;

/** Looks at the numbers of one column whose name speaks of a date, and keeps none of them. */
public final class EpochClues {

  private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
  private int seen;

  /** Zero is how many programs write that there is no date. */
  public void see(String value) {
    BigDecimal number = number(value);
    if (number.signum() == 0) {
      return;
    }
    seen++;
    for (EpochUnit unit : EpochUnit.values()) {
      if (unit.isLikely(number)) {
        counts.merge(kind(unit), 1, Integer::sum);
      }
    }
  }

  /** A number that is none, such as NaN, is no date. */
  private static BigDecimal number(String value) {
    try {
      return new BigDecimal(value);
    } catch (NumberFormatException e) {
      return BigDecimal.ONE;
    }
  }

  static Kind kind(EpochUnit unit) {
    return switch (unit) {
      case SECONDS -> Kind.EPOCH_SECONDS;
      case MILLISECONDS -> Kind.EPOCH_MILLISECONDS;
      case MICROSECONDS -> Kind.EPOCH_MICROSECONDS;
    };
  }

  public SampleShares shares() {
    return new SampleShares(seen, counts);
  }
}
