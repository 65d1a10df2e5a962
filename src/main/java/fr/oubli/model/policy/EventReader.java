package fr.oubli.model.policy;

import fr.oubli.model.yaml.Mapping;
import fr.oubli.model.yaml.Scalar;
import fr.oubli.model.yaml.Sequence;
import fr.oubli.model.yaml.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads the events of a person's clock, and what is said of single ones. */
final class EventReader {

  private static final String ANY_PARTY = "any-party";
  private static final String REQUIRED = "required";

  private final ColumnReader columns;
  private final Set<ColumnName> anyParty = new LinkedHashSet<>();
  private final Set<ColumnName> required = new LinkedHashSet<>();

  EventReader(ColumnReader columns) {
    this.columns = columns;
  }

  /** The events of a key of the block that happened. */
  List<ColumnName> happened(Mapping block, String key) {
    return events(block, key, true, "name the events, such as [orders.ordered_at]");
  }

  /** The events of a key of the block that say when something ended. */
  List<ColumnName> ended(Mapping block, String key) {
    return events(block, key, false, "name the ends, such as [memberships.until]");
  }

  /** Those that start the clock of every person whom the row concerns. */
  Set<ColumnName> anyParty() {
    return anyParty;
  }

  /** Those of which a missing date is a fault. */
  Set<ColumnName> required() {
    return required;
  }

  private List<ColumnName> events(Mapping block, String key, boolean mayRequire, String example) {
    return block
        .sequence(key)
        .map(list -> list.notEmpty(example))
        .map(list -> plain(list, mayRequire))
        .map(columns::columns)
        .orElse(List.of());
  }

  /** The list without what is said of single events, which is noted. */
  private Sequence plain(Sequence list, boolean mayRequire) {
    List<Value> items = new ArrayList<>();
    for (Value item : list.items()) {
      if (!(item instanceof Mapping block)) {
        items.add(item);
        continue;
      }
      for (Mapping.Entry entry : block.entries()) {
        items.add(new Scalar(list.name(), entry.key(), entry.place(), list.faults()));
        List<Value> words =
            entry.value() instanceof Sequence several ? several.items() : List.of(entry.value());
        words.forEach(word -> word.asText().ifPresent(text -> said(text, entry, mayRequire)));
      }
    }
    return new Sequence(list.name(), items, list.place(), list.faults());
  }

  private void said(String word, Mapping.Entry entry, boolean mayRequire) {
    if (word.equals(ANY_PARTY)) {
      columns.column(entry.key(), entry.place()).ifPresent(anyParty::add);
    } else if (word.equals(REQUIRED) && mayRequire) {
      columns.column(entry.key(), entry.place()).ifPresent(required::add);
    } else if (word.equals(REQUIRED)) {
      entry
          .value()
          .faults()
          .add(
              entry.place(),
              "'" + entry.key() + "' is an end, which is missing as long as it goes on",
              "leave required out, or name it in latest");
    } else {
      entry
          .value()
          .faults()
          .add(
              entry.place(),
              "'" + entry.key() + ": " + word + "' says nothing of whose clock it starts",
              "write { " + entry.key() + ": any-party }, or the column alone for its owner");
    }
  }
}
