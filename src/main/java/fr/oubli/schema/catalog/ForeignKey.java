package fr.oubli.schema.catalog;

import java.util.List;

/**
 * A foreign key, from the child that holds it to the parent that it refers to.
 *
 * @param child quoted name of the child, which may be a table that the map does not have
 * @param childColumns quoted
 * @param parentColumns names in the parent
 * @param childIndexed whether an index of the child starts with the key's columns
 */
public record ForeignKey(
    String name,
    String child,
    List<String> childColumns,
    String parent,
    List<String> parentColumns,
    OnDelete onDelete,
    boolean childIndexed,
    long childRows) {

  /** What PostgreSQL does to the child when the parent goes. */
  public enum OnDelete {
    NO_ACTION,
    RESTRICT,
    CASCADE,
    SET_NULL,
    SET_DEFAULT;

    public boolean removesOrBlocks() {
      return this == NO_ACTION || this == RESTRICT || this == CASCADE;
    }

    /** Whether the child's row goes or changes without a statement that names it. */
    public boolean changesChild() {
      return this == CASCADE || this == SET_NULL || this == SET_DEFAULT;
    }

    static OnDelete of(String code) {
      return switch (code) {
        case "r" -> RESTRICT;
        case "c" -> CASCADE;
        case "n" -> SET_NULL;
        case "d" -> SET_DEFAULT;
        default -> NO_ACTION;
      };
    }
  }

  public ForeignKey {
    childColumns = List.copyOf(childColumns);
    parentColumns = List.copyOf(parentColumns);
  }

  public boolean self() {
    return child.equals(parent);
  }
}
