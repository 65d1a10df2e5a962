package fr.oubli.decision.person;

import fr.oubli.model.datamap.References.Step;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rows that were found for a request because others own them together with the person. Most
 * collections have none, which is asked once where rows were found of the collection and of what it
 * belongs to. Then no statement follows references from them.
 */
final class SharedRows {

  private final RowOwnership ownership;
  private final OwnerSteps owners;
  private final String people;
  private final Confirmations found;
  private final Map<String, Asked> asked = new HashMap<>();

  /**
   * An answer.
   *
   * @param latest the number of the last statement that found rows which it depends on
   */
  private record Asked(int latest, boolean any) {}

  SharedRows(RowOwnership ownership, OwnerSteps owners, String people, Confirmations found) {
    this.ownership = ownership;
    this.owners = owners;
    this.people = people;
    this.found = found;
  }

  /** Whether a collection may have rows that are shared and not the person's own. */
  boolean maybe(String collection) {
    return maybe(collection, new HashSet<>());
  }

  /** Where a collection is above itself, nothing is known. */
  private boolean maybe(String collection, Set<String> asking) {
    if (!asking.add(collection)) {
      return true;
    }
    List<Step> owning = new ArrayList<>();
    List<Step> sharing = new ArrayList<>();
    if (found.touched(collection) > 0) {
      for (Step owner : owners.of(collection)) {
        if (found.any(owner.to())) {
          owning.add(owner);
        }
        if (!owner.to().equals(people) && maybe(owner.to(), asking)) {
          sharing.add(owner);
        }
      }
    }
    asking.remove(collection);
    return (!owning.isEmpty() || !sharing.isEmpty()) && any(collection, owning, sharing);
  }

  private boolean any(String collection, List<Step> owning, List<Step> sharing) {
    int latest = latest(collection, new HashSet<>());
    Asked before = asked.get(collection);
    if (before == null || before.latest() < latest) {
      Sql shared = ownership.isSharedOnly("t", collection, owning, sharing);
      before =
          new Asked(latest, found.anyRow(ownership.schema().map().required(collection), shared));
      asked.put(collection, before);
    }
    return before.any();
  }

  private int latest(String collection, Set<String> met) {
    int latest = found.touched(collection);
    if (met.add(collection)) {
      for (Step owner : owners.of(collection)) {
        latest = Math.max(latest, latest(owner.to(), met));
      }
    }
    return latest;
  }
}
