package fr.oubli.setup.ties;

import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.catalog.ForeignKey;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.setup.clues.TableFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The foreign keys that a map can describe: by one column, which is unique where it leads to. */
final class ForeignReferences {

  private final Map<String, Table> mapped = new HashMap<>();

  ForeignReferences(List<TableFacts> tables) {
    tables.forEach(facts -> mapped.put(SqlName.of(facts.table()), facts.table()));
  }

  List<DraftReference> of(TableFacts facts, Column column) {
    List<DraftReference> found = new ArrayList<>();
    for (ForeignKey key : facts.keys()) {
      @Nullable Table parent = mapped.get(key.parent());
      int position = key.childColumns().indexOf(SqlName.of(column));
      if (parent == null || position < 0) {
        continue;
      }
      String name = key.parentColumns().get(position);
      if (alone(parent, name)) {
        DraftReference reference =
            new DraftReference(facts.table(), column, parent, name, null, DraftTie.UNSAID);
        if (!found.contains(reference)) {
          found.add(reference);
        }
      }
    }
    return found;
  }

  /** What a person should know of a key of several columns of which this is one. */
  Optional<String> several(TableFacts facts, Column column) {
    if (!of(facts, column).isEmpty()) {
      return Optional.empty();
    }
    String own = SqlName.of(column);
    return facts.keys().stream()
        .filter(key -> key.childColumns().contains(own) && mapped.containsKey(key.parent()))
        .findFirst()
        .map(
            key ->
                "part of a key of several columns to %s (%s); a reference joins by one column alone,"
                        .formatted(
                            Objects.requireNonNull(mapped.get(key.parent())).name(),
                            String.join(", ", key.parentColumns()))
                    + " and %s is not unique there: written, it would take rows of others for theirs,"
                        .formatted(key.parentColumns().get(key.childColumns().indexOf(own)))
                    + " so none is. Refer to a column that is unique by itself, or its rows reach"
                    + " nobody this way");
  }

  private static boolean alone(Table parent, String column) {
    return parent.primaryKey().equals(List.of(column)) || parent.uniqueAlone().contains(column);
  }
}
