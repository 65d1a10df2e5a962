package fr.oubli.setup.ties;

import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.catalog.Table;
import fr.oubli.setup.clues.TableFacts;
import java.util.Optional;
import java.util.Set;

/** Whether a column can hold the keys of a table. */
final class KeyTypes {

  private static final Set<String> WHOLE = Set.of("int2", "int4", "int8", "numeric");

  private KeyTypes() {}

  /** The one column of a table's key, if a column's values can be of it. */
  static Optional<Column> key(TableFacts parent, Column column) {
    Table table = parent.table();
    return table.primaryKey().size() == 1
        ? Optional.of(table.column(table.primaryKey().get(0))).filter(key -> alike(key, column))
        : Optional.empty();
  }

  private static boolean alike(Column one, Column other) {
    return one.baseType().equals(other.baseType())
        || (one.isText() && other.isText())
        || (WHOLE.contains(one.baseType()) && WHOLE.contains(other.baseType()));
  }

  static boolean canRefer(Column column) {
    return column.isText() || column.baseType().equals("uuid") || WHOLE.contains(column.baseType());
  }
}
