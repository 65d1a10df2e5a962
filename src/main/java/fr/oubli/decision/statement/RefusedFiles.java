package fr.oubli.decision.statement;

import fr.oubli.decision.keep.LeavingFiles;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.Sql;
import java.util.Optional;

/**
 * The due rows that stay because a file of theirs is at an address of which the policy does not say
 * that it is handed on, or under a path that no file can have. They wait in quarantine, beside
 * those whose date nobody can judge.
 */
public record RefusedFiles(RowScope scope, LeavingFiles leaving) {

  private static final String ROW = "t";

  /** Empty where no file goes with a row. */
  public static Optional<RefusedFiles> of(RowScope scope) {
    Eligibility eligibility = scope.eligibility();
    return LeavingFiles.of(eligibility.target(), eligibility.schema())
        .map(leaving -> new RefusedFiles(scope, leaving));
  }

  /** One row: as many more as a query of one number counted. */
  public Sql added(Sql count) {
    return Sql.format("select ({}) + ({})", count, from(Sql.of("count(*)"), scope.style()));
  }

  /** Columns row_key and reason, after those of a query. */
  public Sql after(Sql keys) {
    String key = Keys.text(ROW, scope.eligibility().target().table());
    return Sql.format(
        "select row_key, min(reason) as reason from (({}) union all {}) stays group by row_key",
        keys,
        Sql.format(
            "select row_key, case when elsewhere then '"
                + LeavingFiles.REFUSED
                + "' else '"
                + LeavingFiles.IMPOSSIBLE
                + "' end as reason from ({}) stays",
            from(
                Sql.format(
                    key + " as row_key, {} as elsewhere",
                    leaving.elsewhere(scope.eligibility().schema(), ROW)),
                LookupStyle.PROBES)));
  }

  private Sql from(Sql what, LookupStyle style) {
    Eligibility eligibility = scope.eligibility();
    return Sql.format(
        "select {} from {} where {}",
        what,
        eligibility.from(ROW),
        Sql.all(
            scope.includes(ROW),
            leaving.refused(eligibility.schema(), ROW),
            eligibility.due(ROW, style)));
  }
}
