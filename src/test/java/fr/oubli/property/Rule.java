package fr.oubli.property;

import java.time.Period;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule of the random policy.
 *
 * @param dates the row's date, or the events of a person's clock
 * @param only the rows it bears on, of one table; null for all
 */
record Rule(
    String name,
    Clock clock,
    List<Place> dates,
    Period keep,
    boolean atLeast,
    Map<String, Act> then,
    @Nullable Only only,
    List<String> unlessHas) {

  /** Where the period starts. */
  enum Clock {
    ROW,
    FISCAL,
    LATEST
  }

  /** What is done. */
  enum Act {
    DELETE,
    ANONYMISE
  }

  /** A column of a table. */
  record Place(String table, String column) {}

  /** A filter by a column's values. */
  record Only(Place column, List<String> values) {}

  Rule {
    then = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(then));
  }

  Rule then(Map<String, Act> other) {
    return new Rule(name, clock, dates, keep, atLeast, other, only, unlessHas);
  }

  Rule dates(List<Place> other) {
    return new Rule(name, clock, other, keep, atLeast, then, only, unlessHas);
  }

  Rule forAll() {
    return new Rule(name, clock, dates, keep, atLeast, then, null, List.of());
  }

  boolean reads(String table, String column) {
    return dates.contains(new Place(table, column))
        || (only != null && only.column().equals(new Place(table, column)));
  }
}
