package fr.oubli.property;

import org.jspecify.annotations.Nullable;

/**
 * In which shape a case is written where several say the same: a key as a unique index over NOT
 * NULL columns, an e-mail as the element of an array. What must become of the rows is the same.
 *
 * @param seed of the case, which chooses
 */
record Shapes(long seed) {

  private static final int ONE_OF = 4;

  static Shapes of(Scenario scenario) {
    return new Shapes(scenario.seed());
  }

  private boolean chosen(String what) {
    return Math.floorMod(seed * 31 + what.hashCode(), ONE_OF) == 0;
  }

  /** Whether the table has no primary key, and a unique index in its place. */
  boolean hasUniqueKey(Table table) {
    return chosen("key of " + table.name());
  }

  /** Whether the column is an array of which one element is the value. */
  boolean isList(Table table, Column column) {
    return column.email()
        && !column.unique()
        && column.check() == null
        && table.uniques().stream().noneMatch(unique -> unique.contains(column.name()))
        && chosen("list in " + table.name());
  }

  String type(Table table, Column column) {
    return column.type().sql() + (isList(table, column) ? "[]" : "");
  }

  /** A missing element beside the value, as people leave lines of a list empty. */
  @Nullable String value(Table table, Column column, @Nullable String value) {
    if (value == null || !isList(table, column)) {
      return value;
    }
    String element = '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    return chosen(value) ? "{NULL," + element + "}" : "{" + element + "}";
  }

  /** The value as text, in SQL. */
  String read(Table table, Column column) {
    String name = SqlText.name(column.name());
    return isList(table, column) ? "array_to_string(" + name + ", ',')" : name + "::text";
  }
}
