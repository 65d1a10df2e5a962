package fr.oubli.model.policy;

import fr.oubli.model.yaml.Faults;
import fr.oubli.model.yaml.Mapping;
import fr.oubli.model.yaml.Place;
import fr.oubli.model.yaml.Scalar;
import fr.oubli.model.yaml.Sequence;
import fr.oubli.model.yaml.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what names columns: single ones, lists, lists by collection, and filters. */
final class ColumnReader {

  private final Faults faults;

  ColumnReader(Faults faults) {
    this.faults = faults;
  }

  Optional<ColumnName> column(Value value) {
    return value.asText().flatMap(text -> column(text, value.place()));
  }

  Optional<ColumnName> column(String text, Place place) {
    int dot = text.indexOf('.');
    if (dot > 0 && !text.substring(0, dot).isBlank() && !text.substring(dot + 1).isBlank()) {
      return Optional.of(new ColumnName(text.substring(0, dot), text.substring(dot + 1)));
    }
    faults.add(place, "'" + text + "' is not a column", "write collection.column");
    return Optional.empty();
  }

  List<ColumnName> columns(Sequence list) {
    list.texts();
    return list.items().stream()
        .filter(Scalar.class::isInstance)
        .flatMap(item -> column(item).stream())
        .toList();
  }

  /** The conditions of a block; a faulty one is noted and left out. */
  Filter filter(Mapping block) {
    return new FilterReader(faults, this).filter(block);
  }

  /** Columns by collection. */
  Map<String, List<String>> columnsByCollection(Mapping block) {
    Map<String, List<String>> columns = new LinkedHashMap<>();
    for (Mapping.Entry entry : block.entries()) {
      entry
          .value()
          .asSequence()
          .map(list -> list.notEmpty("name the columns"))
          .ifPresent(list -> columns.put(entry.key(), list.texts()));
    }
    return columns;
  }
}
