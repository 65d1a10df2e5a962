package fr.oubli.catalog;

import fr.oubli.datamap.DataMap;
import fr.oubli.policy.Policy;
import java.util.List;
import javax.sql.DataSource;

/** stub */
public final class Gates {
  private Gates() {}

  public static List<String> check(DataSource ds, Catalog catalog, DataMap map, Policy policy) {
    return List.of();
  }

  public static void refuse(List<String> problems) {}
}
