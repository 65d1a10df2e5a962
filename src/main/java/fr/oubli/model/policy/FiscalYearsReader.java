package fr.oubli.model.policy;

import fr.oubli.model.policy.FiscalYears.Irregular;
import fr.oubli.model.yaml.Faults;
import fr.oubli.model.yaml.Mapping;
import fr.oubli.model.yaml.Sequence;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code fiscal-years}. */
final class FiscalYearsReader {

  private final Faults faults;

  FiscalYearsReader(Faults faults) {
    this.faults = faults;
  }

  Optional<FiscalYears> years(Mapping block) {
    block.knowing("close", "irregular");
    Optional<MonthDay> close =
        block.requiredText("close", "close: 12-31").flatMap(text -> close(text, block));
    List<Irregular> irregular = block.sequence("irregular").map(this::irregular).orElse(List.of());
    return close.map(day -> new FiscalYears(day, irregular));
  }

  private Optional<MonthDay> close(String text, Mapping block) {
    try {
      return Optional.of(MonthDay.parse("--" + text));
    } catch (DateTimeException e) {
      faults.add(
          block.placeOf("close"),
          "'close' is '" + text + "', not a day of the year",
          "write month and day, such as 12-31");
      return Optional.empty();
    }
  }

  private List<Irregular> irregular(Sequence list) {
    List<Irregular> years = new ArrayList<>();
    for (Mapping block : list.mappings()) {
      irregular(block).filter(year -> follows(years, year, block)).ifPresent(years::add);
    }
    return years;
  }

  private boolean follows(List<Irregular> years, Irregular year, Mapping block) {
    if (years.isEmpty() || year.from().isAfter(years.get(years.size() - 1).to())) {
      return true;
    }
    faults.add(
        block.place(),
        "the irregular year from " + year.from() + " starts before the one above it ends",
        "write irregular years in order, without overlap");
    return false;
  }

  private Optional<Irregular> irregular(Mapping block) {
    block.knowing("from", "to");
    Optional<LocalDate> from = date(block, "from");
    Optional<LocalDate> to = date(block, "to");
    if (from.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    if (to.get().isBefore(from.get())) {
      faults.add(
          block.place(),
          "the irregular year from " + from.get() + " ends before it starts",
          "write its first day, then its last");
      return Optional.empty();
    }
    return Optional.of(new Irregular(from.get(), to.get()));
  }

  private Optional<LocalDate> date(Mapping block, String key) {
    return block.requiredText(key, key + ": 2016-01-01").flatMap(text -> date(text, block, key));
  }

  private Optional<LocalDate> date(String text, Mapping block, String key) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeException e) {
      faults.add(
          block.placeOf(key),
          "'" + key + "' is '" + text + "', not a date",
          "write year, month and day, such as 2016-01-01");
      return Optional.empty();
    }
  }
}
