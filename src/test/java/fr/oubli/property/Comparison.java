package fr.oubli.property;

import fr.oubli.property.Graph.Node;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares what the database holds after a night with the oracle, row by row, value by value. */
record Comparison(Scenario scenario, Oracle oracle) {

  static final String UNTOUCHED = "nothing that is not due is touched";
  static final String NOTHING_REMAINS = "nothing due remains but what is listed";

  void judge(Snapshot after) {
    for (Table table : scenario.tables()) {
      Map<String, Row> rows = after.of(table.name());
      for (Node node : oracle.rows(table.name())) {
        judge(node, rows.get(table.keyText(node.row)));
      }
      if (rows.size() > oracle.rows(table.name()).size()) {
        throw new Broken(UNTOUCHED, table.name() + " has rows that nobody wrote");
      }
    }
  }

  private void judge(Node node, @Nullable Row after) {
    if (after == null) {
      if (!oracle.isGone(node)) {
        throw new Broken(UNTOUCHED, node + " is gone");
      }
      return;
    }
    if (oracle.isGone(node)) {
      throw new Broken(NOTHING_REMAINS, node + " is still there");
    }
    node.table.columns().forEach(column -> judge(node, after, column));
  }

  private void judge(Node node, Row after, Column column) {
    String old = node.row.get(column.name());
    String now = after.get(column.name());
    Mask mask = column.mask();
    if (mask != null && mask.rewrites() && oracle.isMasked(node, column)) {
      if (!mask.explains(old, now, node.table, node.row, column, scenario.zone())) {
        boolean same = Objects.equals(old, now);
        throw new Broken(
            same ? NOTHING_REMAINS : "a masked value is what its mask makes of it",
            "%s.%s: %s became %s by %s".formatted(node, column.name(), old, now, mask));
      }
    } else if (!Objects.equals(old, now)
        && !(now == null && oracle.isEmptied(node, column.name()))) {
      throw new Broken(UNTOUCHED, "%s.%s: %s became %s".formatted(node, column.name(), old, now));
    }
  }
}
