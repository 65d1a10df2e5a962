package fr.oubli.model.policy;

import fr.oubli.model.yaml.Faults;
import fr.oubli.model.yaml.Mapping;
import fr.oubli.model.yaml.NearestWord;
import fr.oubli.model.yaml.Place;
import java.util.List;
import java.util.Optional;

/** Reads {@code starts}: the clock of a rule. */
final class ClockReader {

  private static final List<String> KINDS = List.of("row", "latest", "fiscal-year-end");

  private final Faults faults;
  private final Mapping root;
  private final ColumnReader columns;
  private final List<String> unlessHas;

  /**
   * @param unlessHas the rule's own: rows to ignore may be of a collection that it asks about
   */
  ClockReader(Faults faults, Mapping root, List<String> unlessHas) {
    this.faults = faults;
    this.root = root;
    this.unlessHas = List.copyOf(unlessHas);
    this.columns = new ColumnReader(faults);
  }

  Optional<Clock> clock(Mapping block) {
    List<String> kinds = block.keys().stream().filter(KINDS::contains).toList();
    if (kinds.size() != 1) {
      String found = kinds.isEmpty() ? "no clock" : String.join(" and ", kinds);
      String mistyped =
          block.keys().stream()
              .flatMap(key -> NearestWord.to(key, KINDS).stream())
              .findFirst()
              .map(near -> "did you mean '" + near + "'?")
              .orElse("write exactly one of row, latest, fiscal-year-end");
      faults.add(block.place(), "'starts' has " + found, kinds.isEmpty() ? mistyped : "keep one");
      return Optional.empty();
    }
    return switch (kinds.get(0)) {
      case "row" -> row(block.knowing("row"));
      case "latest" -> latest(block.knowing("latest", "per", "ignoring"));
      default -> fiscalYearEnd(block.knowing("fiscal-year-end", "together-with"));
    };
  }

  private Optional<Clock> row(Mapping block) {
    return block.value("row").flatMap(columns::column).map(Clock.RowDate::new);
  }

  private Optional<Clock> latest(Mapping block) {
    per(block);
    needed(
        "subject", "subject: { collection: customers }", block.place(), "a person's latest event");
    List<ColumnName> events =
        block
            .sequence("latest")
            .map(
                list ->
                    columns.columns(list.notEmpty("name the events, such as [orders.ordered_at]")))
            .orElse(List.of());
    Filter ignoring = block.mapping("ignoring").map(columns::filter).orElse(Filter.NONE);
    if (events.isEmpty()) {
      return Optional.empty();
    }
    ignoring.values().keySet().forEach(column -> ignored(column, events, block));
    return Optional.of(new Clock.LatestOfSubject(events, ignoring));
  }

  private void per(Mapping block) {
    block
        .requiredText("per", "per: subject")
        .filter(per -> !per.equals("subject"))
        .ifPresent(
            per ->
                faults.add(
                    block.placeOf("per"),
                    "unknown 'per: " + per + "'",
                    "write per: subject, the only one"));
  }

  private void ignored(ColumnName column, List<ColumnName> events, Mapping block) {
    if (!unlessHas.contains(column.collection())
        && events.stream().noneMatch(event -> event.collection().equals(column.collection()))) {
      faults.add(
          block.placeOf("ignoring"),
          "'ignoring' names '" + column.collection() + "', which has no event of this clock",
          "name a collection of 'latest'");
    }
  }

  private Optional<Clock> fiscalYearEnd(Mapping block) {
    needed("fiscal-years", "fiscal-years: { close: 12-31 }", block.place(), "a fiscal year's end");
    Optional<ColumnName> column = block.value("fiscal-year-end").flatMap(columns::column);
    Optional<ColumnName> together = block.value("together-with").flatMap(columns::column);
    if (column.isEmpty()) {
      return Optional.empty();
    }
    together
        .filter(other -> !other.collection().equals(column.get().collection()))
        .ifPresent(
            other ->
                faults.add(
                    block.placeOf("together-with"),
                    "'together-with' links '"
                        + other.collection()
                        + "', not the clock's collection",
                    "name a column of '" + column.get().collection() + "'"));
    return Optional.of(new Clock.FiscalYearEnd(column.get(), together.orElse(null)));
  }

  private void needed(String key, String example, Place place, String clock) {
    if (!root.has(key)) {
      faults.add(
          place,
          "the clock is " + clock + ", but the policy has no '" + key + "'",
          "add " + example);
    }
  }
}
