package fr.oubli.model.policy;

import fr.oubli.model.policy.PeriodInColumn.Unit;
import fr.oubli.model.yaml.Faults;
import fr.oubli.model.yaml.Mapping;
import fr.oubli.model.yaml.Place;
import fr.oubli.model.yaml.Scalar;
import fr.oubli.model.yaml.Value;
import java.time.Period;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a period: one that is written, or where in the data it stands. */
final class PeriodReader {

  /** Long enough for any promise, and short enough for the database's calendar. */
  private static final Pattern PERIOD =
      Pattern.compile("P(?=\\d)(\\d{1,3}Y)?(\\d{1,4}M)?(\\d{1,4}W)?(\\d{1,4}D)?");

  private static final String BY = "by";
  private static final String ELSE = "else";
  private static final String MISSING = "missing";
  private static final String ABSURD = "absurd";
  private static final String REFUSED = "refused";
  private static final String STRICTEST = "strictest";

  private static final String EXAMPLES =
      "write { by: customers.country, FR: P3Y, DE: P10Y, else: refused } or { days:"
          + " tenants.gps_days, missing: P30D }";

  private static final List<String> UNITS = Arrays.stream(Unit.values()).map(Unit::word).toList();

  private final Faults faults;

  PeriodReader(Faults faults) {
    this.faults = faults;
  }

  /** Empty where it cannot be read; the faults then say why. */
  Optional<PeriodSource> source(Value value) {
    return value instanceof Mapping block ? fromData(block) : written(value).map(FixedPeriod::new);
  }

  /** A period that is written where it stands; empty where it cannot be read. */
  Optional<Period> written(Value value) {
    return value.asText().flatMap(text -> period(text, value.place()));
  }

  private Optional<PeriodSource> fromData(Mapping block) {
    List<String> kinds =
        block.keys().stream().filter(key -> key.equals(BY) || UNITS.contains(key)).toList();
    if (kinds.size() != 1) {
      faults.add(
          block.place(),
          kinds.isEmpty()
              ? "the period names no column that it stands in"
              : "the period stands in " + String.join(" and in ", kinds),
          kinds.isEmpty() ? EXAMPLES : "keep one");
      return Optional.empty();
    }
    return kinds.get(0).equals(BY) ? byValue(block) : inColumn(block, kinds.get(0));
  }

  private Optional<PeriodSource> byValue(Mapping block) {
    Map<String, Period> periods = new LinkedHashMap<>();
    int values = 0;
    for (Mapping.Entry entry : block.entries()) {
      if (!entry.key().equals(BY) && !entry.key().equals(ELSE)) {
        values++;
        stated(entry).ifPresent(period -> periods.put(entry.key(), period));
      }
    }
    if (values == 0) {
      faults.add(block.placeOf(BY), "'by' has no value with a period", EXAMPLES);
    }
    Optional<Fallback> otherwise =
        block
            .required(ELSE, "else: refused, strictest or a period, for every other value")
            .flatMap(this::fallback);
    Optional<ColumnName> column = column(block, BY);
    if (column.isEmpty() || otherwise.isEmpty() || periods.size() < values || values == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new PeriodByValue(column.get(), periods, otherwise.get(), block.placeOf(BY)));
  }

  private Optional<Period> stated(Mapping.Entry entry) {
    String word = entry.value() instanceof Scalar scalar ? scalar.text() : null;
    if (REFUSED.equals(word) || STRICTEST.equals(word)) {
      faults.add(
          entry.place(),
          "'" + entry.key() + ": " + word + "' is said of one value",
          "write its period, such as P3Y, or leave it to 'else'");
      return Optional.empty();
    }
    return entry.value().asText().flatMap(text -> period(text, entry.place()));
  }

  private Optional<PeriodSource> inColumn(Mapping block, String unit) {
    block.knowing("days", "months", "years", MISSING, ABSURD);
    Optional<ColumnName> column = column(block, unit);
    Optional<Fallback> missing = unusual(block, MISSING);
    Optional<Fallback> absurd = unusual(block, ABSURD);
    return column.isEmpty() || missing.isEmpty() || absurd.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new PeriodInColumn(
                column.get(),
                Unit.named(unit).orElseThrow(),
                missing.get(),
                absurd.get(),
                block.placeOf(unit)));
  }

  /** What is not said is refused; empty where it is said and cannot be read. */
  private Optional<Fallback> unusual(Mapping block, String key) {
    return block.value(key).map(this::fallback).orElse(Optional.of(Fallback.REFUSED));
  }

  private Optional<Fallback> fallback(Value value) {
    Optional<String> word = value.asText();
    if (word.filter(REFUSED::equals).isPresent()) {
      return Optional.of(Fallback.REFUSED);
    }
    if (word.filter(STRICTEST::equals).isPresent()) {
      return Optional.of(Fallback.STRICTEST);
    }
    Optional<Period> period = word.filter(this::isPeriod).map(Period::parse);
    if (word.isPresent() && period.isEmpty()) {
      faults.add(
          value.place(),
          value.name() + " is '" + word.get() + "'",
          "write refused, strictest, or a period such as P30D");
    }
    return period.map(Fallback::of);
  }

  private Optional<ColumnName> column(Mapping block, String key) {
    return block.value(key).flatMap(new ColumnReader(faults)::column);
  }

  private boolean isPeriod(String text) {
    return PERIOD.matcher(text).matches() && !Period.parse(text).isZero();
  }

  private Optional<Period> period(String text, Place place) {
    if (isPeriod(text)) {
      return Optional.of(Period.parse(text));
    }
    if (PERIOD.matcher(text).matches()) {
      faults.add(
          place,
          "'" + text + "' is no time at all: rows would go on the day on which they come",
          "write a day or more, such as P1D");
      return Optional.empty();
    }
    faults.add(
        place,
        "'" + text + "' is not a calendar period",
        "write years, months, weeks or days, such as P5Y, P13M or P30D");
    return Optional.empty();
  }
}
