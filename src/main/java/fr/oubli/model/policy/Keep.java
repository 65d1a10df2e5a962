package fr.oubli.model.policy;

import java.time.Period;
import java.util.Optional;

/**
 * How long: a promised maximum (never later) or a legal minimum (never earlier).
 *
 * @param source where the period stands
 */
public record Keep(PeriodSource source, Bound bound) {

  /** Which side of the period binds. */
  public enum Bound {
    AT_MOST,
    AT_LEAST
  }

  /** The next night: what was refused may not wait. */
  static final Keep NOT_AT_ALL = new Keep(Period.ZERO, Bound.AT_MOST);

  /** A period for all rows. */
  public Keep(Period period, Bound bound) {
    this(new FixedPeriod(period), bound);
  }

  /**
   * @throws IllegalStateException where the period stands in the data and was not read from there
   */
  public Period period() {
    return source.period();
  }

  /** No time at all: the next night. */
  public boolean isAtOnce() {
    return source instanceof FixedPeriod fixed && fixed.period().isZero();
  }

  /** Where in the data the period stands; empty where it is written, or was read. */
  public Optional<DataPeriod> inData() {
    return source instanceof DataPeriod data ? Optional.of(data) : Optional.empty();
  }

  /** The period of the rows of some values; empty where it is the one of the whole rule. */
  public Optional<ReadPeriod> read() {
    return source instanceof ReadPeriod read ? Optional.of(read) : Optional.empty();
  }
}
