package fr.oubli.model.policy;

import fr.oubli.model.yaml.Place;

/**
 * Where it stands who accepted which version of the published policy.
 *
 * @param version the column of the version, as it is called
 * @param accepted the column of the day or moment, in the same collection
 */
public record Acceptances(ColumnName version, ColumnName accepted, Place place) {

  public Acceptances {
    if (!version.collection().equals(accepted.collection())) {
      throw new IllegalArgumentException("a version and its acceptance stand in one row");
    }
  }

  public String collection() {
    return version.collection();
  }
}
