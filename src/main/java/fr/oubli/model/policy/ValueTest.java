package fr.oubli.model.policy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a value. A missing value is one of a list where null is listed, and is none of a
 * list where null is not; it is on no day and no number, so it is neither before nor after one.
 */
public sealed interface ValueTest {

  /**
   * The value is one of a list, or none of it.
   *
   * @param values a null among them stands for a missing value
   * @param among false where it is none of them, the exact opposite
   */
  record Listed(List<@Nullable String> values, boolean among) implements ValueTest {

    public Listed {
      values = Collections.unmodifiableList(new ArrayList<>(values));
      if (values.isEmpty()) {
        throw new IllegalArgumentException("a list of values has one at least");
      }
    }

    @Override
    public <R> R map(Cases<R> cases) {
      return cases.listed(this);
    }

    @Override
    public String toString() {
      if (values.equals(Collections.singletonList(null))) {
        return among ? "missing" : "present";
      }
      return (among ? "" : "not ")
          + values.stream()
              .map(value -> value == null ? "missing" : value)
              .collect(Collectors.joining(" or "));
    }
  }

  /** The value's day is before a day, or after it. */
  record OnDay(LocalDate day, boolean before) implements ValueTest {

    @Override
    public <R> R map(Cases<R> cases) {
      return cases.day(this);
    }

    @Override
    public String toString() {
      return (before ? "before " : "after ") + day;
    }
  }

  /** The value is above a number, or below it. */
  record Amount(BigDecimal bound, boolean above) implements ValueTest {

    @Override
    public <R> R map(Cases<R> cases) {
      return cases.amount(this);
    }

    @Override
    public String toString() {
      return (above ? "above " : "below ") + bound.toPlainString();
    }
  }

  /**
   * What somebody makes of each kind of test.
   *
   * @param <R> what is made
   */
  interface Cases<R> {
    R listed(Listed test);

    R day(OnDay test);

    R amount(Amount test);
  }

  /** One case per kind, so that a kind that is forgotten anywhere does not compile. */
  <R> R map(Cases<R> cases);

  /** The value is one of some; null stands for a missing value. */
  static ValueTest oneOf(@Nullable String... values) {
    return new Listed(Arrays.asList(values), true);
  }

  /** The value is none of some; null stands for a missing value. */
  static ValueTest noneOf(@Nullable String... values) {
    return new Listed(Arrays.asList(values), false);
  }
}
