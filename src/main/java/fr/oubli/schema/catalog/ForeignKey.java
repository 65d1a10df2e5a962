package fr.oubli.schema.catalog;

import java.util.List;

/**
 * A foreign key, from the child that holds it to the parent that it refers to.
 *
 * @param from the child, which may be a table that the map does not have; its columns are quoted
 * @param to the parent; its columns are not quoted
 * @param childIndexed whether an index of the child starts with the key's columns
 * @param childRows the planner's estimate
 * @param checked whether it was checked for every row of the child, all of its partitions counted
 */
public record ForeignKey(
    String name,
    Side from,
    Side to,
    OnDelete onDelete,
    boolean childIndexed,
    long childRows,
    boolean checked) {

  /**
   * The columns of one of the two tables, in the key's order.
   *
   * @param table quoted
   */
  public record Side(String table, List<String> columns) {

    public Side {
      columns = List.copyOf(columns);
    }
  }

  /** What PostgreSQL does to the child when the parent goes. */
  public enum OnDelete {
    NO_ACTION,
    RESTRICT,
    CASCADE,
    SET_NULL,
    SET_DEFAULT;

    /** Whether a parent cannot go while the child's row stays. */
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

  /** Quoted name of the table that refers to the other. */
  public String child() {
    return from.table();
  }

  /** Quoted. */
  public List<String> childColumns() {
    return from.columns();
  }

  /** Quoted name of the table that is referred to. */
  public String parent() {
    return to.table();
  }

  /** Not quoted. */
  public List<String> parentColumns() {
    return to.columns();
  }

  /** Whether a table refers to itself. */
  public boolean self() {
    return child().equals(parent());
  }
}
