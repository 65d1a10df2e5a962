package fr.oubli.property;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reference of a random table to another.
 *
 * @param key what the database knows of it; null where only the map tells of it
 * @param told what the map tells of it; null where only the database knows it
 */
record Reference(
    List<String> columns,
    String parent,
    List<String> parentColumns,
    @Nullable ForeignKey key,
    @Nullable Told told) {

  /**
   * A foreign key.
   *
   * @param deferred whether PostgreSQL checks it at the end of the transaction only
   */
  record ForeignKey(OnDelete onDelete, boolean deferred) {}

  /**
   * What the map says of whose the row is.
   *
   * @param when null where the reference holds for all rows
   */
  record Told(Tie tie, @Nullable When when) {}

  /** The words of the map for it. */
  enum Tie {
    UNSAID,
    OWNER,
    PARTY,
    IDENTIFIES
  }

  /** A condition: the reference holds for rows whose column has one of the values. */
  record When(String column, List<String> values) {}

  /** What PostgreSQL does to this row when the other goes. */
  enum OnDelete {
    NO_ACTION,
    RESTRICT,
    CASCADE,
    SET_NULL
  }

  Reference plain() {
    return key == null ? this : key(new ForeignKey(OnDelete.NO_ACTION, false));
  }

  Reference key(@Nullable ForeignKey other) {
    return new Reference(columns, parent, parentColumns, other, told);
  }

  Reference told(Told other) {
    return new Reference(columns, parent, parentColumns, key, other);
  }

  Reference tie(Tie tie) {
    return told(new Told(tie, told == null ? null : told.when()));
  }

  boolean mapped() {
    return told != null;
  }

  boolean says(Tie tie) {
    return told != null && told.tie() == tie;
  }

  boolean conditional() {
    return told != null && told.when() != null;
  }

  /** Whether what the map tells of it holds for a row. */
  boolean holdsFor(Row row) {
    When when = told == null ? null : told.when();
    return when == null || when.values().contains(String.valueOf(row.get(when.column())));
  }

  /** Whether the other row cannot go before this one. */
  boolean blocks() {
    return key != null && key.onDelete() != OnDelete.SET_NULL;
  }

  /** Whether PostgreSQL empties it when the other row goes. */
  boolean isEmptied() {
    return key != null && key.onDelete() == OnDelete.SET_NULL;
  }
}
