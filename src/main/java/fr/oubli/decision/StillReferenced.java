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
                  + SqlName.of(table.column(key.parentColumns().get(i)))));
    }
    if (key.self()) {
      joined.add(Sql.of(child + ".ctid <> " + alias + ".ctid"));
    }
    return Look.PROBES.exists(Sql.of(key.child() + " " + child), Sql.all(joined));
  }
}
