package fr.oubli.decision.statement;

import fr.oubli.decision.clock.Watermark;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a target are looked at: all of them, those that may have become due since a
 * watermark, or those of a plan.
 *
 * @param watermark null where all rows are looked at
 * @param plan null where the rows of no plan are meant
 */
public record RowScope(
    Eligibility eligibility, @Nullable Watermark watermark, @Nullable PlannedRows plan) {

  /** The rows that are looked at, whether a plan has them or not. */
  public RowScope(Eligibility eligibility, @Nullable Watermark watermark) {
    this(eligibility, watermark, null);
  }

  /** All rows are many and candidates are few, which decides how other tables are asked. */
  LookupStyle style() {
    return watermark == null ? LookupStyle.SETS : LookupStyle.PROBES;
  }

  /** The row behind an alias is looked at. */
  Sql includes(String alias) {
    Sql planned = plan == null ? Sql.TRUE : plan.include(alias);
    return watermark == null
        ? planned
        : Sql.all(new IncrementalCandidates(eligibility, watermark).include(alias), planned);
  }

  /** The row is looked at, and was noted as waiting; it need not be looked for a second time. */
  Sql includesNoted(String alias) {
    return watermark == null
        ? Sql.TRUE
        : new IncrementalCandidates(eligibility, watermark).includeNoted(alias);
  }
}
