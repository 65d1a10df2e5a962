package fr.oubli.model.policy;

import fr.oubli.model.yaml.Faults;
import fr.oubli.model.yaml.Mapping;
import fr.oubli.model.yaml.Place;
import fr.oubli.model.yaml.Scalar;
import fr.oubli.model.yaml.Sequence;
import fr.oubli.model.yaml.Value;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads conditions on rows: {@code only} of rules, {@code ignoring} of clocks and {@code while} of
 * holds. A faulty condition is noted and left out.
 */
final class FilterReader {

  private static final String ANY_OF = "any-of";
  private static final String ALL_OF = "all-of";

  /** What a scalar can say of a value. */
  private static final String PRESENT = "present";

  private static final String MISSING = "missing";

  private static final String MEND =
      "write the values between brackets, such as [test]; null stands for a missing value; or"
          + " present, missing, or { not: [test] }, { before: 2020-01-01 }, { after: 2019-12-31 },"
          + " { above: 100 }, { below: 500 }";

  private final Faults faults;
  private final ColumnReader columns;

  FilterReader(Faults faults, ColumnReader columns) {
    this.faults = faults;
    this.columns = columns;
  }

  /** All conditions of a block. */
  Filter filter(Mapping block) {
    List<Filter> parts = new ArrayList<>();
    for (Mapping.Entry entry : block.entries()) {
      switch (entry.key()) {
        case ANY_OF -> alternatives(entry).ifPresent(parts::add);
        case ALL_OF -> parts.addAll(blocks(entry));
        default ->
            columns
                .column(entry.key(), entry.place())
                .ifPresentOrElse(
                    column ->
                        tests(entry).forEach(test -> parts.add(new ColumnFilter(column, test))),
                    () -> tests(entry));
      }
    }
    return Filter.all(parts);
  }

  private Optional<Filter> alternatives(Mapping.Entry entry) {
    List<Filter> read = blocks(entry);
    return read.isEmpty() ? Optional.empty() : Optional.of(new Filter.AnyOf(read));
  }

  /** The blocks of a list, each with its own conditions. */
  private List<Filter> blocks(Mapping.Entry entry) {
    Optional<Sequence> list = entry.value().asSequence();
    String example = "write " + entry.key() + ": [ { orders.status: [test] }, { … } ]";
    list.ifPresent(items -> items.notEmpty(example));
    List<Filter> read = new ArrayList<>();
    for (Value item : list.map(Sequence::items).orElse(List.of())) {
      if (item instanceof Mapping block && !block.entries().isEmpty()) {
        Filter filter = filter(block);
        if (!filter.isEmpty()) {
          read.add(filter);
        }
      } else {
        faults.add(
            item.place(), "'" + entry.key() + "' lists what is no block of conditions", example);
      }
    }
    return read;
  }

  /** What is asked of one column: all of it must hold. */
  private List<ValueTest> tests(Mapping.Entry entry) {
    if (entry.value() instanceof Sequence list) {
      return values(list).map(values -> (ValueTest) new ValueTest.Listed(values, true)).stream()
          .toList();
    }
    if (entry.value() instanceof Mapping block) {
      return compared(entry, block);
    }
    String word = entry.value() instanceof Scalar scalar ? scalar.text() : null;
    if (PRESENT.equals(word) || MISSING.equals(word)) {
      return List.of(new ValueTest.Listed(Collections.singletonList(null), MISSING.equals(word)));
    }
    faults.add(
        entry.place(),
        "'" + entry.key() + "' is filtered by " + entry.value().kind() + ", not by a list",
        MEND);
    return List.of();
  }

  private List<ValueTest> compared(Mapping.Entry entry, Mapping block) {
    block.knowing("not", "before", "after", "above", "below");
    if (block.entries().isEmpty()) {
      faults.add(entry.place(), "'" + entry.key() + "' has no condition", MEND);
    }
    List<ValueTest> tests = new ArrayList<>();
    block
        .sequence("not")
        .flatMap(this::values)
        .ifPresent(values -> tests.add(new ValueTest.Listed(values, false)));
    day(block, "before").ifPresent(day -> tests.add(new ValueTest.OnDay(day, true)));
    day(block, "after").ifPresent(day -> tests.add(new ValueTest.OnDay(day, false)));
    number(block, "above").ifPresent(bound -> tests.add(new ValueTest.Amount(bound, true)));
    number(block, "below").ifPresent(bound -> tests.add(new ValueTest.Amount(bound, false)));
    possible(entry, tests);
    return tests;
  }

  /** Two bounds between which nothing lies are a slip of the pen, and a rule for no row. */
  private void possible(Mapping.Entry entry, List<ValueTest> tests) {
    ValueTest.OnDay before = null;
    ValueTest.OnDay after = null;
    ValueTest.Amount above = null;
    ValueTest.Amount below = null;
    for (ValueTest test : tests) {
      if (test instanceof ValueTest.OnDay day) {
        before = day.before() ? day : before;
        after = day.before() ? after : day;
      } else if (test instanceof ValueTest.Amount amount) {
        above = amount.above() ? amount : above;
        below = amount.above() ? below : amount;
      }
    }
    boolean noDay =
        before != null && after != null && !after.day().plusDays(1).isBefore(before.day());
    boolean noNumber =
        above != null && below != null && above.bound().compareTo(below.bound()) >= 0;
    if (noDay || noNumber) {
      faults.add(
          entry.place(),
          "no value of '"
              + entry.key()
              + "' is "
              + (noDay ? after : above)
              + " and "
              + (noDay ? before : below),
          "exchange the two, or correct one");
    }
  }

  private Optional<List<@Nullable String>> values(Sequence list) {
    List<@Nullable String> values = new ArrayList<>();
    for (Value item : list.notEmpty("write the values, such as [test]").items()) {
      if (item instanceof Scalar scalar) {
        values.add(scalar.text());
      } else {
        item.asText();
      }
    }
    return values.isEmpty() ? Optional.empty() : Optional.of(values);
  }

  private Optional<LocalDate> day(Mapping block, String key) {
    Optional<String> text = block.text(key);
    try {
      return text.map(LocalDate::parse);
    } catch (DateTimeParseException e) {
      return wrong(block.placeOf(key), key, text, "day", "2020-01-01");
    }
  }

  private Optional<BigDecimal> number(Mapping block, String key) {
    Optional<String> text = block.text(key);
    try {
      return text.map(BigDecimal::new);
    } catch (NumberFormatException e) {
      return wrong(block.placeOf(key), key, text, "number", "100");
    }
  }

  private <T> Optional<T> wrong(
      Place place, String key, Optional<String> text, String kind, String example) {
    faults.add(
        place,
        "'" + key + ": " + text.orElse("") + "' is no " + kind,
        "write " + key + ": " + example);
    return Optional.empty();
  }
}
