package fr.oubli.model.policy;

import fr.oubli.model.yaml.Faults;
import fr.oubli.model.yaml.Mapping;
import fr.oubli.model.yaml.Place;
import fr.oubli.model.yaml.Scalar;
import fr.oubli.model.yaml.Sequence;
import fr.oubli.model.yaml.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

  /** A filter; a faulty condition is noted and left out. */
  Filter filter(Mapping block) {
    Map<ColumnName, List<@Nullable String>> values = new LinkedHashMap<>();
    for (Mapping.Entry entry : block.entries()) {
      Optional<ColumnName> column = column(entry.key(), entry.place());
      List<@Nullable String> allowed = allowed(entry);
      column.ifPresent(name -> values.put(name, allowed));
    }
    return new Filter(values);
  }

  private List<@Nullable String> allowed(Mapping.Entry entry) {
    List<@Nullable String> allowed = new ArrayList<>();
    if (!(entry.value() instanceof Sequence list)) {
      faults.add(
          entry.place(),
          "'" + entry.key() + "' is filtered by " + entry.value().kind() + ", not by a list",
          "write the values between brackets, such as [test]; null stands for a missing value");
      return allowed;
    }
    for (Value item : list.notEmpty("write the values, such as [test]").items()) {
      if (item instanceof Scalar scalar) {
        allowed.add(scalar.text());
      } else {
        item.asText();
      }
    }
    return allowed;
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
