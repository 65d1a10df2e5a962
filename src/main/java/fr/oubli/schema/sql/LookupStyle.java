package fr.oubli.schema.sql;

/**
 * How PostgreSQL is asked to evaluate a condition on other tables. The result is the same in both
 * styles, the time is not.
 */
public enum LookupStyle {
  /** For the rows of a whole table: the planner may join whole tables by hashing. */
  SETS(""),
  /**
   * For a few thousand rows: each is looked up by an index. {@code offset 0} keeps the planner from
   * hashing the other table again for every chunk.
   */
  PROBES(" offset 0");

  private final String tail;

  LookupStyle(String tail) {
    this.tail = tail;
  }

  /** A condition: a row of the other tables meets a condition. */
  public Sql exists(Sql from, Sql where) {
    return Sql.format("exists (select 1 from {} where {}" + tail + ")", from, where);
  }
}
