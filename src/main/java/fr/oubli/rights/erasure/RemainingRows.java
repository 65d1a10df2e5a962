package fr.oubli.rights.erasure;

import fr.oubli.rights.erasure.ResidueScan.Residue;
import fr.oubli.rights.reply.CategoryOutcome;
import fr.oubli.rights.reply.CategoryOutcome.Kind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the reply says remains to be done, once for each category. */
final class RemainingRows {

  private RemainingRows() {}

  /** A row is found again by each of its columns, and as what its rule left. */
  static void add(List<CategoryOutcome> outcomes, List<Residue> residues) {
    Map<String, Long> most = new TreeMap<>();
    residues.stream()
        .filter(residue -> !residue.warning())
        .forEach(
            residue -> {
              String collection = residue.collection();
              if (collection != null) {
                most.merge(collection, residue.rows(), Math::max);
              }
            });
    most.forEach((collection, rows) -> add(outcomes, collection, rows));
  }

  private static void add(List<CategoryOutcome> outcomes, String collection, long rows) {
    for (int i = 0; i < outcomes.size(); i++) {
      CategoryOutcome told = outcomes.get(i);
      if (told.kind() == Kind.LEFT && told.collection().equals(collection)) {
        outcomes.set(i, CategoryOutcome.of(collection, Kind.LEFT, Math.max(told.rows(), rows)));
        return;
      }
    }
    outcomes.add(CategoryOutcome.of(collection, Kind.LEFT, rows));
  }
}
