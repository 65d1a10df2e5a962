package fr.oubli.decision.statement;

import fr.oubli.schema.sql.Sql;
import java.util.List;
import java.util.Optional;

/** Counts the rows of a target that the conditions of its rule leave out, due or not. */
public record LeftOutRows(RowScope scope) {

  private static final String ROW = "t";

  /**
   * One row: {@code left_out}, and {@code untied} for those among them that belong to no row of
   * which a condition asks, such as a guest's. Empty where no condition bears on the rows.
   */
  public Optional<Sql> count() {
    Eligibility eligibility = scope.eligibility();
    if (!eligibility.reach().isLimited()) {
      return Optional.empty();
    }
    Sql untied = eligibility.reach().isTied(ROW, scope.style()).not();
    return Optional.of(
        Sql.format(
            "select count(*) as left_out, count(*) filter (where {}) as untied from {}{}",
            untied,
            eligibility.from(ROW),
            Sql.where(
                List.of(scope.includes(ROW), eligibility.inReach(ROW, scope.style()).not()))));
  }
}
