package fr.oubli.schema.gate;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.SqlName;
import java.util.ArrayList;
import java.util.List;

/** Row-level security hides no rows from the role: hidden rows would stay without notice. */
record SightGate(Catalog catalog, DataMap map) {

  List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    map.collections().stream()
        .map(catalog::table)
        .filter(table -> table.traits().hidesRows())
        .forEach(
            table ->
                problems.add(
                    Problem.refused(
                        "row-level security may hide rows of %1$s from this role; as its owner:"
                                .formatted(SqlName.of(table))
                            + " CREATE POLICY oubli ON %1$s TO the_role USING (true);"
                                .formatted(SqlName.of(table))
                            + " or give the role BYPASSRLS")));
    return problems;
  }
}
