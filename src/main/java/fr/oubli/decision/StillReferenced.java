package fr.oubli.decision;

import fr.oubli.catalog.ForeignKey;
import fr.oubli.catalog.SqlName;
import fr.oubli.catalog.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows that others still refer to stay until those are gone: nothing is taken along by a cascade
 * without its own decision and evidence, and no constraint stops a run midway.
 */
record StillReferenced(Estate estate, Table table) {

  List<Sql> guards(String alias) {
    return estate.catalog().referencing(table).stream()
        .filter(key -> key.onDelete().removesOrBlocks())
        .map(key -> referred(key, alias).not())
        .toList();
  }

  Sql referred(String alias) {
    return Sql.any(
        estate.catalog().referencing(table).stream()
            .filter(key -> key.onDelete().removesOrBlocks())
            .map(key -> referred(key, alias))
            .toList());
  }

  private Sql referred(ForeignKey key, String alias) {
    String child = estate.freshAlias();
    Sql joined = refers(key, child, table, alias);
    return Look.PROBES.exists(
        Sql.of(estate.catalog().rowsOf(key.child()) + " " + child),
        key.self()
            ? Sql.format("{} and {}", joined, Sql.of(child + ".ctid <> " + alias + ".ctid"))
            : joined);
  }

  /** A child's row refers to a row of the parent. */
  static Sql refers(ForeignKey key, String child, Table parent, String alias) {
    List<Sql> joined = new ArrayList<>();
    for (int i = 0; i < key.childColumns().size(); i++) {
      joined.add(
          Sql.of(
              child
                  + "."
                  + key.childColumns().get(i)
                  + " = "
                  + alias
                  + "."
                  + SqlName.of(parent.column(key.parentColumns().get(i)))));
    }
    return Sql.all(joined);
  }
}
