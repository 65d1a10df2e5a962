package fr.oubli.erasure;

import fr.oubli.erasure.ResidueScan.Residue;
import fr.oubli.reply.Outcome;
import fr.oubli.reply.Outcome.Kind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the reply says remains to be done, once for each category. */
final class LeftRows {

  private LeftRows() {}

  /** A row is found again by each of its columns, and as what its rule left. */
  static void add(List<Outcome> outcomes, List<Residue> residues) {
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

  private static void add(List<Outcome> outcomes, String collection, long rows) {
    for (int i = 0; i < outcomes.size(); i++) {
      Outcome told = outcomes.get(i);
      if (told.kind() == Kind.LEFT && told.collection().equals(collection)) {
        outcomes.set(i, Outcome.of(collection, Kind.LEFT, Math.max(told.rows(), rows)));
        return;
      }
    }
    outcomes.add(Outcome.of(collection, Kind.LEFT, rows));
  }
}
