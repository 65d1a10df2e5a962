package fr.oubli.retention;

import fr.oubli.decision.Decisions;
import fr.oubli.decision.Duty;
import fr.oubli.ledger.RunRegister.Terms;
import fr.oubli.plan.Planned;
import fr.oubli.plan.Unreached;
import fr.oubli.policy.Limits;
import fr.oubli.policy.Policy;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts the persons that no rule ever reaches, and notes it with the run. That reads everybody: of
 * a large collection it is done as seldom as looking at everything.
 */
record UnreachedCount(
    JdbcTemplate jdbc,
    TransactionTemplate transaction,
    Policy policy,
    Decisions decisions,
    Terms terms,
    boolean everything) {

  void note(long run, List<Planned> lines) {
    if (terms.onlyRule() == null && !countedLately(lines)) {
      transaction.executeWithoutResult(
          status -> {
            jdbc.execute(Duty.ROOM);
            Unreached.count(jdbc, policy, decisions)
                .ifPresent(
                    found ->
                        jdbc.update(
                            "update oubli.run set unreached = ? where id = ?",
                            found.persons(),
                            run));
          });
    }
  }

  /** What was counted last by this policy and map, this run included, where it is not nothing. */
  Optional<String> remark() {
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

  private boolean countedLately(List<Planned> lines) {
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

  private static long stored(String collection, List<Planned> lines) {
    return lines.stream()
        .filter(line -> line.duty().collection().equals(collection))
        .mapToLong(Planned::stored)
        .max()
        .orElse(0);
  }
}
