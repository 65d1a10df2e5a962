package fr.oubli.property;

import fr.oubli.property.Rule.Place;
import java.math.BigDecimal;
import java.time.Period;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How long a random rule keeps: one period, or one that a column of what a row belongs to says.
 *
 * @param period the one for all, or for every value that says none
 * @param column that says it; null where one period is for all
 * @param listed periods by value; empty where the value is a number of days
 * @param strictest every value that says none has the strictest of those that are listed
 */
record Lasting(
    Period period, @Nullable Place column, Map<String, Period> listed, boolean strictest) {

  private static final int MOST_DAYS = 36_525;

  Lasting {
    listed = new LinkedHashMap<>(listed);
  }

  static Lasting always(Period period) {
    return new Lasting(period, null, Map.of(), false);
  }

  Lasting forAll() {
    return always(period);
  }

  /** The period of rows that belong to rows with some values. */
  Period of(Collection<@Nullable String> values, boolean atLeast) {
    return values.stream().map(value -> of(value, atLeast)).min(stricter(atLeast)).orElseThrow();
  }

  private Period of(@Nullable String value, boolean atLeast) {
    if (listed.isEmpty()) {
      return value == null || !isCredible(value)
          ? period
          : Period.ofDays(new BigDecimal(value).intValueExact());
    }
    Period usual =
        strictest ? listed.values().stream().min(stricter(atLeast)).orElseThrow() : period;
    return value == null ? usual : listed.getOrDefault(value, usual);
  }

  private static boolean isCredible(String value) {
    BigDecimal days = new BigDecimal(value);
    return days.signum() > 0 && days.compareTo(BigDecimal.valueOf(MOST_DAYS)) <= 0;
  }

  @SuppressWarnings("JavaPeriodGetDays") // months are added
  private static Comparator<Period> stricter(boolean atLeast) {
    Comparator<Period> shorter =
        Comparator.comparingDouble(each -> each.toTotalMonths() * 30.436_875 + each.getDays());
    return atLeast ? shorter.reversed() : shorter;
  }

  String yaml() {
    if (column == null) {
      return period.toString();
    }
    String name = MapText.quoted(column.table() + "." + column.column());
    return listed.isEmpty()
        ? "{ days: " + name + ", missing: " + period + ", absurd: " + period + " }"
        : listed.entrySet().stream()
            .map(each -> each.getKey() + ": " + each.getValue())
            .collect(
                Collectors.joining(
                    ", ",
                    "{ by: " + name + ", ",
                    ", else: " + (strictest ? "strictest" : period) + " }"));
  }
}
