package fr.oubli.model.feed;

import fr.oubli.model.yaml.Place;
import org.jspecify.annotations.Nullable;

/**
 * Where a column of a table has its value from: a cell of the line, a constant, or the row of
 * another collection that a cell names. One of the three.
 *
 * @param column of the table
 * @param cell the column of the file
 * @param constant the same in every row
 */
public record Filling(
    String column,
    @Nullable String cell,
    @Nullable String constant,
    @Nullable Lookup lookup,
    Place place) {

  /**
   * A row that is named by its natural key.
   *
   * @param field of that collection
   * @param cell the column of the file that has the field's value
   * @param required whether a line that names no such row is a bad one
   */
  public record Lookup(String collection, String field, String cell, boolean required) {}

  public Filling {
    int said = (cell == null ? 0 : 1) + (constant == null ? 0 : 1) + (lookup == null ? 0 : 1);
    if (said != 1) {
      throw new IllegalArgumentException(column + " has its value from one place");
    }
  }

  /** The column of the file that it needs; null for a constant. */
  public @Nullable String reads() {
    return lookup == null ? cell : lookup.cell();
  }
}
