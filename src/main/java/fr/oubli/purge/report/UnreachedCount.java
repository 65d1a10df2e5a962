package fr.oubli.purge.report;

import fr.oubli.decision.Eligibilities;
import fr.oubli.decision.Enforcement;
import fr.oubli.evidence.RunRegister.Terms;
import fr.oubli.model.policy.Limits;
import fr.oubli.model.policy.Policy;
import fr.oubli.purge.plan.PlannedEnforcement;
import fr.oubli.purge.plan.Unreached;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts the rows for which no rule's clock ever starts, and notes their number with the run. The
 * count reads every person and row: of large collections it is made only as often as all rows are
 * looked at.
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
            store(run, Unreached.count(jdbc, policy, eligibilities));
          });
    }
  }

  private void store(long run, List<Unreached> counts) {
    for (Unreached count : counts) {
      if (count.persons()) {
        jdbc.update("update oubli.run set unreached = ? where id = ?", count.rows(), run);
      } else if (count.rows() > 0) {
        jdbc.update(
            "update oubli.run set unreached_rows = coalesce(unreached_rows, '{}')"
                + " || jsonb_build_object(?, ?) where id = ?",
            count.collection(),
            count.rows(),
            run);
      }
    }
  }

  /** The last count by this policy and map, this run's included: a line per collection. */
  public List<String> remarks() {
    String people = policy.subject() == null ? "" : policy.subject().collection();
    return jdbc.query(
        """
        select collection, rows, as_of from (
          select * from oubli.run where (unreached is not null or unreached_rows is not null)
            and policy_sha256 = ? and map_sha256 = ? order by id desc limit 1) last,
          lateral (
            select ? as collection, unreached as rows where unreached > 0
            union all
            select key, value::bigint from jsonb_each_text(coalesce(unreached_rows, '{}'))) counts
        order by collection""",
        (row, number) ->
            Unreached.of(policy, row.getString("collection"), row.getLong("rows")).line()
                + " (counted on "
                + row.getString("as_of")
                + ")",
        terms.policySha256(),
        terms.mapSha256(),
        people);
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
