package fr.oubli.property;

import fr.oubli.property.Rule.Place;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What {@code only} of a random rule asks.
 *
 * @param alternatives of which one must be met; all tests of it must
 */
record Condition(List<List<Test>> alternatives) {

  /** How a value is tested. */
  enum Kind {
    ONE_OF("[%s]"),
    NONE_OF("{ not: [%s] }"),
    PRESENT("present"),
    MISSING("missing"),
    BEFORE("{ before: %s }"),
    AFTER("{ after: %s }"),
    ABOVE("{ above: %s }"),
    BELOW("{ below: %s }");

    private final String yaml;

    Kind(String yaml) {
      this.yaml = yaml;
    }
  }

  /**
   * A test of one column.
   *
   * @param values what it is compared with; {@code null} as a word stands for a missing value
   */
  record Test(Place column, Kind kind, List<String> values) {

    String yaml() {
      return MapText.quoted(column.table() + "." + column.column())
          + ": "
          + kind.yaml.formatted(String.join(", ", values));
    }

    boolean meets(@Nullable String value, Type type, ZoneId zone) {
      return switch (kind) {
        case ONE_OF -> values.contains(String.valueOf(value));
        case NONE_OF -> !values.contains(String.valueOf(value));
        case PRESENT -> value != null;
        case MISSING -> value == null;
        case BEFORE -> value != null && Days.of(value, type, zone).isBefore(day());
        case AFTER -> value != null && Days.of(value, type, zone).isAfter(day());
        case ABOVE -> value != null && new BigDecimal(value).compareTo(number()) > 0;
        case BELOW -> value != null && new BigDecimal(value).compareTo(number()) < 0;
      };
    }

    private LocalDate day() {
      return LocalDate.parse(values.get(0));
    }

    private BigDecimal number() {
      return new BigDecimal(values.get(0));
    }
  }

  Stream<Test> tests() {
    return alternatives.stream().flatMap(List::stream);
  }

  Set<String> tables() {
    return tests().map(test -> test.column().table()).collect(Collectors.toSet());
  }

  /** The one table that is asked; empty where there are several. */
  Optional<String> table() {
    return Optional.of(tables()).filter(names -> names.size() == 1).map(n -> n.iterator().next());
  }

  boolean reads(String table, String column) {
    return tests()
        .map(Test::column)
        .anyMatch(place -> place.table().equals(table) && place.column().equals(column));
  }

  String yaml() {
    return alternatives.size() == 1
        ? block(alternatives.get(0))
        : alternatives.stream()
            .map(Condition::block)
            .collect(Collectors.joining(", ", "{ any-of: [", "] }"));
  }

  private static String block(List<Test> tests) {
    Set<Place> columns = new HashSet<>();
    boolean distinct = tests.stream().map(Test::column).allMatch(columns::add);
    return distinct
        ? tests.stream().map(Test::yaml).collect(Collectors.joining(", ", "{ ", " }"))
        : tests.stream()
            .map(test -> "{ " + test.yaml() + " }")
            .collect(Collectors.joining(", ", "{ all-of: [", "] }"));
  }
}
