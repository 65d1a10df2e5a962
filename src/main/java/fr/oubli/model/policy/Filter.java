package fr.oubli.model.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rows picked by listed values of a column, all conditions of a collection together; a null in the
 * list stands for a missing value.
 */
public record Filter(Map<ColumnName, List<@Nullable String>> values) {

  public static final Filter NONE = new Filter(Map.of());

  /** The conditions on one collection's columns; empty where the filter says nothing of it. */
  public Map<ColumnName, List<@Nullable String>> on(String collection) {
    return values.entrySet().stream()
        .filter(entry -> entry.getKey().collection().equals(collection))
        .collect(
            java.util.stream.Collectors.toMap(
                Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, java.util.TreeMap::new));
  }

  public Optional<String> onlyCollection() {
    List<String> names = values.keySet().stream().map(ColumnName::collection).distinct().toList();
    return names.size() == 1 ? Optional.of(names.get(0)) : Optional.empty();
  }
}
