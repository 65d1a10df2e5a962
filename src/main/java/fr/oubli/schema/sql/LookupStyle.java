package fr.oubli.schema.sql;

/**
 * How a condition on other tables is put to the planner. The answer is the same; the price is not.
 */
public enum LookupStyle {
  /** For a whole table: hash joins over sets. */
  SETS(""),
  /**
   * For a few thousand rows: one index probe per row. {@code offset 0} keeps the planner from
   * hashing the other table anew for every chunk.
   */
  PROBES(" offset 0");

  private final String tail;

  LookupStyle(String tail) {
    this.tail = tail;
  }

  public Sql exists(Sql from, Sql where) {
    return Sql.format("exists (select 1 from {} where {}" + tail + ")", from, where);
  }
}
