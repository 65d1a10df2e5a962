package fr.oubli.property;

import fr.oubli.property.Graph.Node;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of a case before and after somebody's erasure. */
record Aftermath(Scenario scenario, Snapshot before, Snapshot after) {

  private static final String OTHERS = "an erasure changes nothing of another person";

  /**
   * The rows of others are as they were, except for a reference to a row that went where the schema
   * empties it.
   */
  void othersStay(Set<Node> others) {
    for (Node node : others) {
      Row was = before.of(node.table.name()).get(node.table.keyText(node.row));
      Row is = after.of(node.table.name()).get(node.table.keyText(node.row));
      Trial.expect(is != null, OTHERS, node + " is gone");
      for (Column column : node.table.columns()) {
        String now = value(is, column);
        Trial.expect(
            Objects.equals(now, value(was, column)) || (now == null && isEmptied(node, column)),
            OTHERS,
            node + "." + column.name());
      }
    }
  }

  /** A row goes with the last of its persons. */
  void noneGone(Set<Node> rows) {
    for (Node node : rows) {
      boolean there = after.of(node.table.name()).containsKey(node.table.keyText(node.row));
      Trial.expect(there, OTHERS, node + " is gone");
    }
  }

  private static @Nullable String value(@Nullable Row row, Column column) {
    return row == null ? null : row.get(column.name());
  }

  private boolean isEmptied(Node node, Column column) {
    return node.parents.stream()
        .filter(link -> link.key().isEmptied() && link.key().columns().contains(column.name()))
        .map(link -> link.parent())
        .anyMatch(
            parent -> !after.of(parent.table.name()).containsKey(parent.table.keyText(parent.row)));
  }

  /** A value that should be masked in a row that should be gone or masked; empty for none. */
  String leftOf(Node node) {
    Row is = after.of(node.table.name()).get(node.table.keyText(node.row));
    if (is == null) {
      return "";
    }
    return node.table
        .where(column -> column.mask() != null)
        .filter(column -> !isMasked(node, is, column))
        .map(column -> node + "." + column.name())
        .findFirst()
        .orElse("");
  }

  private boolean isMasked(Node node, Row is, Column column) {
    Mask mask = Objects.requireNonNull(column.mask());
    return !mask.rewrites()
        || mask.explains(
            node.row.get(column.name()),
            is.get(column.name()),
            node.table,
            node.row,
            column,
            scenario.zone());
  }
}
