package fr.oubli.decision;

import fr.oubli.catalog.Catalog;
import fr.oubli.catalog.SqlName;
import fr.oubli.datamap.Collection;
import fr.oubli.datamap.DataMap;
import fr.oubli.policy.Policy;
import java.util.ArrayList;
import java.util.List;

/**
 * Views of the mapped tables without the rows that a restriction takes out of use (GDPR art. 18):
 * what applications and marketing read while it lasts. The tables themselves are never altered.
 */
public final class ActiveBase {

  private final Estate estate;
  private final DataMap map;

  public ActiveBase(Policy policy, DataMap map, Catalog catalog) {
    this.estate = new Estate(policy, map, catalog);
    this.map = map;
  }

  /** The statements that make or renew the views, one per collection. */
  public List<String> views() {
    List<String> views = new ArrayList<>();
    for (Collection collection : map.collections()) {
      Sql restricted =
          new RegisteredHolds(estate, collection.name()).on("t", RegisteredHolds.RESTRICTION);
      views.add(
          "create or replace view oubli."
              + SqlName.quote("active_" + collection.name())
              + " as select t.* from "
              + SqlName.of(estate.table(collection.name()))
              + " t where not ("
              + restricted.inlined()
              + ")");
    }
    return views;
  }
}
