package fr.oubli.decision.statement;

import fr.oubli.schema.sql.Slice;
import fr.oubli.schema.sql.Sql;

/** What a statement names to read or to change the rows of a slice. */
final class SliceRows {

  private SliceRows() {}

  /**
   * The relation under the alias {@code t}. A table from which others inherit is read and changed
   * without their rows.
   */
  static Sql of(Eligibility eligibility, Slice slice) {
    return Sql.of(relation(eligibility, slice) + " t");
  }

  /** The relation without an alias. */
  static String relation(Eligibility eligibility, Slice slice) {
    boolean heirs = !eligibility.target().table().traits().heirs().isEmpty();
    return (heirs ? "only " : "") + slice.relation();
  }
}
