package fr.oubli.setup.ties;

import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.catalog.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reference that a drafted map has.
 *
 * @param parentColumn not quoted
 * @param when under which condition it holds; null where it holds for all rows
 */
public record DraftReference(
    Table child,
    Column column,
    Table parent,
    String parentColumn,
    @Nullable Condition when,
    DraftTie tie) {

  /** A reference holds only for rows in which a column has one of these values. */
  public record Condition(String column, List<String> values) {

    public Condition {
      values = List.copyOf(values);
    }
  }

  DraftReference as(DraftTie other) {
    return new DraftReference(child, column, parent, parentColumn, when, other);
  }

  boolean self() {
    return child.equals(parent);
  }
}
