package fr.oubli.model.feed;

import fr.oubli.model.yaml.Place;
import java.util.List;

/**
 * A collection that lines go into.
 *
 * @param key the columns that make two rows one; a row that has them already is changed
 * @param keeps a row that is there already stays as it is
 */
public record FeedTarget(
    String collection, List<String> key, List<Filling> fillings, boolean keeps, Place place) {

  public FeedTarget {
    key = List.copyOf(key);
    fillings = List.copyOf(fillings);
  }

  /** Where a column has its value from. */
  public Filling filling(String column) {
    return fillings.stream()
        .filter(each -> each.column().equals(column))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("nothing fills " + column));
  }

  /** What is filled beside the key. */
  public List<Filling> others() {
    return fillings.stream().filter(each -> !key.contains(each.column())).toList();
  }
}
