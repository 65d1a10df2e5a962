package fr.oubli.model.policy;

import fr.oubli.model.yaml.Place;
import java.math.BigDecimal;
import java.time.Period;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A period that is the value of a column.
 *
 * @param missing for rows where it is missing
 * @param absurd for rows where it is no period that anybody can mean
 */
public record PeriodInColumn(
    ColumnName column, Unit unit, Fallback missing, Fallback absurd, Place place)
    implements DataPeriod {

  /** In what the column counts; each unit up to a hundred years. */
  public enum Unit {
    DAYS("days", 36_525),
    MONTHS("months", 1_200),
    YEARS("years", 100);

    private final String word;
    private final int most;

    Unit(String word, int most) {
      this.word = word;
      this.most = most;
    }

    /** As the policy writes it. */
    public String word() {
      return word;
    }

    static Optional<Unit> named(String word) {
      return Arrays.stream(values()).filter(unit -> unit.word.equals(word)).findFirst();
    }

    private Period made(int number) {
      if (this == DAYS) {
        return Period.ofDays(number);
      }
      return this == MONTHS ? Period.ofMonths(number) : Period.ofYears(number);
    }

    /** The period of a value; empty where nobody can mean it. */
    public Optional<Period> of(String value) {
      try {
        BigDecimal number = new BigDecimal(value);
        boolean credible = number.signum() > 0 && number.compareTo(BigDecimal.valueOf(most)) <= 0;
        return credible ? Optional.of(made(number.intValueExact())) : Optional.empty();
      } catch (ArithmeticException | NumberFormatException e) {
        return Optional.empty();
      }
    }
  }

  /** A condition that every value meets, so that the gates judge the column. */
  @Override
  public Filter condition() {
    return new Filter.AnyOf(
        List.of(
            new ColumnFilter(column, ValueTest.oneOf((String) null)),
            new ColumnFilter(column, ValueTest.noneOf((String) null))));
  }

  @Override
  public <R> R map(Cases<R> cases) {
    return cases.inColumn(this);
  }
}
