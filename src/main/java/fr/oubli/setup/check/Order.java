package fr.oubli.setup.check;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.platform.console.TextTable;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.ForeignKey;
import fr.oubli.schema.catalog.ForeignKeyOrder;
import fr.oubli.schema.catalog.SqlName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The section that shows the order of the collections and the foreign keys that ask for it. */
record Order(Catalog catalog, DataMap map) {

  CheckSection section() {
    Map<String, String> names = new HashMap<>();
    map.collections().forEach(each -> names.put(SqlName.of(catalog.table(each)), each.name()));
    TextTable table = new TextTable("", "collection", "foreign key", "on delete", "its index");
    List<String> order = ForeignKeyOrder.childrenFirst(catalog, map);
    for (int i = 0; i < order.size(); i++) {
      String number = "%2d".formatted(i + 1);
      List<ForeignKey> keys = keysOf(map.required(order.get(i)));
      if (keys.isEmpty()) {
        table.row(number, order.get(i), "", "", "");
      }
      for (ForeignKey key : keys) {
        boolean first = key.equals(keys.get(0));
        table.row(
            first ? number : "",
            first ? order.get(i) : "",
            arrow(key, names),
            key.onDelete().name().toLowerCase(Locale.ROOT).replace('_', ' '),
            key.childIndexed() ? "yes" : "none");
      }
    }
    List<String> lines = new ArrayList<>(CheckSection.indented(table));
    ForeignKeyOrder.cycles(catalog, map)
        .forEach(
            circle ->
                lines.add("  a circle: " + String.join(", ", circle) + " refer to each other"));
    return new CheckSection("Order of work: what refers to others goes before them", lines);
  }

  private List<ForeignKey> keysOf(Collection collection) {
    return catalog.from(catalog.table(collection));
  }

  private static String arrow(ForeignKey key, Map<String, String> names) {
    String columns = String.join(", ", key.childColumns()).replace("\"", "");
    String parent = names.get(key.parent());
    return columns
        + " -> "
        + (key.self()
            ? "itself"
            : parent == null ? key.parent().replace("\"", "") + " (not mapped)" : parent);
  }
}
