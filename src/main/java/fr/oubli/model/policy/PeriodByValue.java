package fr.oubli.model.policy;

import fr.oubli.model.yaml.Place;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A period for each value of a column.
 *
 * @param periods by value, in the file's order
 * @param otherwise for every other value, and a missing one
 */
public record PeriodByValue(
    ColumnName column, Map<String, Period> periods, Fallback otherwise, Place place)
    implements DataPeriod {

  public PeriodByValue {
    periods = Collections.unmodifiableMap(new LinkedHashMap<>(periods));
    if (periods.isEmpty()) {
      throw new IllegalArgumentException("no value of " + column + " has a period");
    }
  }

  /** A condition that every value meets, so that the gates judge each value that is listed. */
  @Override
  public Filter condition() {
    ColumnFilter listed = new ColumnFilter(column, new ValueTest.Listed(values(), true));
    return new Filter.AnyOf(List.of(listed, others()));
  }

  /** The rows of which no value is listed. */
  public Filter others() {
    return new ColumnFilter(column, new ValueTest.Listed(values(), false));
  }

  private List<String> values() {
    return List.copyOf(periods.keySet());
  }

  /** The periods with their rows; the last one is of all other values. */
  public List<RowPeriod> rows(Keep.Bound bound) {
    List<RowPeriod> rows = new ArrayList<>();
    periods.forEach((value, period) -> rows.add(RowPeriod.of(value, period)));
    if (!otherwise.refuses()) {
      Period stated = otherwise.period();
      rows.add(
          RowPeriod.ofOthers(
              stated == null ? PeriodLength.strictest(periods.values(), bound) : stated));
    }
    return rows;
  }

  @Override
  public <R> R map(Cases<R> cases) {
    return cases.byValue(this);
  }
}
