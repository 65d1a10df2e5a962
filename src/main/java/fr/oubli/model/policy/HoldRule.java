package fr.oubli.model.policy;

import fr.oubli.model.yaml.Place;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A hold that the data themselves declare, such as an open dispute.
 *
 * @param holds the rows that hold, all in one collection
 * @param keeps per collection the columns needed; an empty list keeps the whole row
 */
public record HoldRule(
    String name, String basis, Filter holds, Map<String, List<String>> keeps, Place place) {

  public HoldRule {
    keeps = Collections.unmodifiableMap(new LinkedHashMap<>(keeps));
    if (holds.onlyCollection().isEmpty()) {
      throw new IllegalArgumentException("a hold's condition is on one collection");
    }
  }

  /** The collection whose rows hold. */
  public String source() {
    return holds.onlyCollection().orElseThrow();
  }
}
