package fr.oubli.purge.report;

import fr.oubli.decision.Eligibilities;
import fr.oubli.decision.Enforcement;
import fr.oubli.evidence.RunRegister.Terms;
import fr.oubli.model.policy.Limits;
import fr.oubli.model.policy.Policy;
import fr.oubli.purge.plan.PlannedEnforcement;
import fr.oubli.purge.plan.Unreached;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts the persons for whom no rule's clock ever starts, and notes their number with the run. The
 * count reads every person: of a large collection it is made only as often as all rows are looked
 * at.
 *
 * @param everything the person asked for all rows
 */
public record UnreachedCount(
    JdbcTemplate jdbc,
    TransactionTemplate transaction,
    Policy policy,
    Eligibilities eligibilities,
    Terms terms,
    boolean everything) {

  /** Does nothing in a run of one rule, nor where the last count is recent enough. */
  public void note(long run, List<PlannedEnforcement> lines) {
    if (terms.onlyRule() == null && !countedLately(lines)) {
      transaction.executeWithoutResult(
          status -> {
            jdbc.execute(Enforcement.ROOM);
            Unreached.count(jdbc, policy, eligibilities)
                .ifPresent(
                    found ->
                        jdbc.update(
                            "update oubli.run set unreached = ? where id = ?",
                            found.persons(),
                            run));
          });
    }
  }

  /** The last count by this policy and map, this run's included; empty where nobody was found. */
  public Optional<String> remark() {
    return jdbc
        .query(
            "select unreached, as_of from oubli.run where unreached is not null"
                + " and policy_sha256 = ? and map_sha256 = ? order by id desc limit 1",
            (row, number) ->
                row.getLong("unreached") == 0
                    ? ""
                    : Unreached.of(policy, row.getLong("unreached")).line()
                        + " (counted on "
                        + row.getString("as_of")
                        + ")",
            terms.policySha256(),
            terms.mapSha256())
        .stream()
        .filter(line -> !line.isEmpty())
        .findFirst();
  }

  private boolean countedLately(List<PlannedEnforcement> lines) {
    Limits limits = policy.limits();
    return !everything
        && policy.subject() != null
        && stored(policy.subject().collection(), lines) >= limits.everythingBelowRows()
        && Boolean.TRUE.equals(
            jdbc.queryForObject(
                "select exists (select 1 from oubli.run where unreached is not null"
                    + " and policy_sha256 = ? and map_sha256 = ? and as_of <= ? and as_of > ?)",
                Boolean.class,
                terms.policySha256(),
                terms.mapSha256(),
                terms.asOf(),
                terms.asOf().minusDays(limits.everythingEveryDays())));
  }

  private static long stored(String collection, List<PlannedEnforcement> lines) {
    return lines.stream()
        .filter(line -> line.enforcement().collection().equals(collection))
        .mapToLong(PlannedEnforcement::stored)
        .max()
        .orElse(0);
  }
}
