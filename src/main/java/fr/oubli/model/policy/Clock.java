package fr.oubli.model.policy;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From which day the period of a rule counts: its starting point (ISO/IEC 27555), or anchor.
 *
 * <p>To add a kind of clock, write its class, permit it here, enter it in {@link ClockReader#KINDS}
 * and in {@code jobs/policy.schema.json}, and add a method to {@link Cases}. The compiler then
 * names the packages that must handle it. The places that ask {@link #perSubject}, {@link
 * #byFiscalYear} or {@link #togetherWith} have to be checked by hand.
 */
public sealed interface Clock permits RowClock, PersonClock, FiscalYearClock, RefusalClock {

  /** The key of {@code starts} that the policy writes the clock with. */
  String word();

  /** The dates that start the clock; the latest of them counts. */
  List<ColumnName> columns();

  /** Those of the dates that count for every person whom their row concerns. */
  default Set<ColumnName> anyParty() {
    return Set.of();
  }

  /**
   * Those of the dates that say when something ended. One that is missing or to come says that it
   * goes on: the row is not due, and there is nothing to mend. Where one of the other dates is, a
   * date got lost.
   */
  default Set<ColumnName> ends() {
    return Set.of();
  }

  /** Those of a person's dates of which a missing one is a fault, even where others are there. */
  default Set<ColumnName> required() {
    return Set.of();
  }

  /**
   * The one date that starts the clock of a row and of all rows that refer to it. Empty where the
   * clock is a person's, and starts by any row of that person.
   */
  Optional<ColumnName> rowDate();

  /** The starting point is the close of the fiscal year that the date falls in. */
  boolean byFiscalYear();

  /** One case per kind, so that a kind that is forgotten anywhere does not compile. */
  <R> R map(Cases<R> cases);

  /** The clock is a person's: each new event starts the period of all the person's rows again. */
  default boolean perSubject() {
    return rowDate().isEmpty();
  }

  /**
   * The column that links a document to the one it corrects. Documents that are linked go together,
   * at the latest of their dates; empty where each row goes by itself.
   */
  default Optional<ColumnName> togetherWith() {
    return Optional.empty();
  }

  /**
   * A row may be due whose clock started before the last look at it: other rows than itself say so,
   * and may come at any time.
   */
  default boolean mayStartLate() {
    return !ends().isEmpty();
  }

  /** What is asked of choices; empty where the clock is not started by a refusal. */
  default Optional<RefusalClock> refusal() {
    return Optional.empty();
  }

  /** Rows whose dates do not start the clock, such as test orders. */
  default Filter ignoring() {
    return Filter.NONE;
  }

  /**
   * The starting point that a date gives.
   *
   * @param years not null where the clock goes {@link #byFiscalYear}
   */
  default LocalDate startingPoint(LocalDate date, @Nullable FiscalYears years) {
    return date;
  }

  /**
   * The largest date of which the period is over.
   *
   * @param years not null where the clock goes {@link #byFiscalYear}
   */
  default LocalDate lastDueDate(LocalDate asOf, Period period, @Nullable FiscalYears years) {
    return Cutoff.lastDueDay(asOf, period);
  }

  /**
   * What somebody makes of each kind of clock.
   *
   * @param <R> what is made
   */
  interface Cases<R> {
    R row(RowClock clock);

    R person(PersonClock clock);

    R fiscalYear(FiscalYearClock clock);

    R refusal(RefusalClock clock);
  }
}
