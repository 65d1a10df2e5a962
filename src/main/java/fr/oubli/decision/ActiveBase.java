package fr.oubli.decision;

import fr.oubli.decision.keep.RegisteredHolds;
import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;

/**
 * Views of the mapped tables without the rows that a restriction takes out of use (GDPR art. 18).
 * Applications read them while the restriction lasts. The tables themselves are never altered.
 */
public final class ActiveBase {

  private final MappedSchema schema;
  private final DataMap map;

  public ActiveBase(Policy policy, DataMap map, Catalog catalog) {
    this.schema = new MappedSchema(policy, map, catalog);
    this.map = map;
  }

  /** The statements that make or renew the views, one per collection. */
  public List<String> views() {
    List<String> views = new ArrayList<>();
    for (Collection collection : map.collections()) {
      Sql restricted = restricted(collection.name(), "t");
      views.add(
          "create or replace view oubli."
              + SqlName.quote("active_" + collection.name())
              + " as select t.* from "
              + SqlName.of(schema.table(collection.name()))
              + " t where not ("
              + restricted.inlined()
              + ")");
    }
    return views;
  }

  /** A condition: a restriction takes the row out of use. */
  public Sql restricted(String collection, String row) {
    return new RegisteredHolds(schema, collection).on(row, RegisteredHolds.RESTRICTION);
  }
}
