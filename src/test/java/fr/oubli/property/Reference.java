package fr.oubli.property;

import java.util.List;

/**
 * A foreign key of a random table.
 *
 * @param deferred whether PostgreSQL checks it at the end of the transaction only
 * @param mapped whether the map tells of it; else only the database does
 */
record Reference(
    List<String> columns,
    String parent,
    List<String> parentColumns,
    OnDelete onDelete,
    boolean deferred,
    boolean mapped) {

  /** What PostgreSQL does to this row when the other goes. */
  enum OnDelete {
    NO_ACTION,
    RESTRICT,
    CASCADE,
    SET_NULL
  }

  Reference plain() {
    return new Reference(columns, parent, parentColumns, OnDelete.NO_ACTION, false, mapped);
  }

  boolean blocks() {
    return onDelete != OnDelete.SET_NULL;
  }
}
