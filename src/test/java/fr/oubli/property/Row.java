package fr.oubli.property;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row as PostgreSQL prints its values, days and moments in UTC. */
record Row(Map<String, @Nullable String> values) {

  Row {
    values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  @Nullable String get(String column) {
    return values.get(column);
  }

  List<@Nullable String> get(List<String> columns) {
    List<@Nullable String> found = new ArrayList<>();
    columns.forEach(column -> found.add(values.get(column)));
    return found;
  }

  Row with(String column, @Nullable String value) {
    Map<String, @Nullable String> changed = new LinkedHashMap<>(values);
    changed.put(column, value);
    return new Row(changed);
  }

  Row without(String column) {
    Map<String, @Nullable String> changed = new LinkedHashMap<>(values);
    changed.remove(column);
    return new Row(changed);
  }
}
