package fr.oubli.model.policy;

import fr.oubli.model.policy.mask.Mask;
import fr.oubli.model.yaml.Place;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The masks of a policy, by data category or by column. The most specific one wins: that of the
 * column itself, then that of the longest category.
 *
 * @param byName keys are {@code collection.column} or a category such as {@code user.name}
 */
public record Masks(Map<String, Entry> byName) {

  /** A mask and the line that asks for it. */
  public record Entry(Mask mask, Place place) {}

  public Masks {
    byName = Map.copyOf(byName);
  }

  /** The mask of a column that has these categories; empty where the policy has none for it. */
  public Optional<Entry> of(ColumnName column, List<String> categories) {
    Entry own = byName.get(column.toString());
    if (own != null) {
      return Optional.of(own);
    }
    return categories.stream()
        .flatMap(category -> byName.keySet().stream().filter(name -> covers(name, category)))
        .max(Comparator.comparingInt(String::length).thenComparing(name -> name))
        .map(byName::get);
  }

  private static boolean covers(String name, String category) {
    return category.equals(name) || category.startsWith(name + ".");
  }
}
