package fr.oubli.model.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Picks rows by the values that their columns may have; a null among them stands for a missing
 * value. A row must meet all conditions on its collection.
 */
public record Filter(Map<ColumnName, List<@Nullable String>> values) {

  public static final Filter NONE = new Filter(Map.of());

  /** The conditions on one collection's columns; empty where the filter says nothing of it. */
  public Map<ColumnName, List<@Nullable String>> on(String collection) {
    return values.entrySet().stream()
        .filter(entry -> entry.getKey().collection().equals(collection))
        .collect(
            Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
  }

  /** The one collection that all conditions are on; empty where there are several or none. */
  public Optional<String> onlyCollection() {
    List<String> names = values.keySet().stream().map(ColumnName::collection).distinct().toList();
    return names.size() == 1 ? Optional.of(names.get(0)) : Optional.empty();
  }
}
