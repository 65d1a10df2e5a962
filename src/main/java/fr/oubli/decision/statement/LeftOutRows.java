package fr.oubli.decision.statement;

import fr.oubli.decision.person.RuleReach;
import fr.oubli.model.policy.ReadPeriod;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.sql.Sql;
import java.util.List;
import java.util.Optional;

/** Counts the rows of a target that the conditions of its rule leave out, due or not. */
public record LeftOutRows(RowScope scope) {

  private static final String ROW = "t";

  /**
   * What leaves rows out. Where a rule was made for each of several periods, those of another
   * period are not left out: one of the rules counts for all of them what none takes.
   */
  private static Optional<RuleReach> judging(Rule rule, RuleReach reach) {
    Optional<ReadPeriod> read = rule.keep().read();
    if (read.isEmpty()) {
      return Optional.of(reach).filter(RuleReach::isLimited);
    }
    return Optional.ofNullable(read.get().all())
        .map(all -> new RuleReach(reach.schema(), rule.on(all), reach.collection()));
  }

  /**
   * One row: {@code left_out}, and {@code untied} for those among them that belong to no row of
   * which a condition asks, such as a guest's. Empty where no condition bears on the rows.
   */
  public Optional<Sql> count() {
    Eligibility eligibility = scope.eligibility();
    Optional<RuleReach> judging = judging(eligibility.target().rule(), eligibility.reach());
    if (judging.isEmpty()) {
      return Optional.empty();
    }
    RuleReach reach = judging.get();
    Sql untied = reach.isTied(ROW, scope.style()).not();
    return Optional.of(
        Sql.format(
            "select count(*) as left_out, count(*) filter (where {}) as untied from {}{}",
            untied,
            eligibility.from(ROW),
            Sql.where(List.of(scope.includes(ROW), reach.includes(ROW, scope.style()).not()))));
  }
}
