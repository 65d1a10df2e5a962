package fr.oubli.evidence;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Registers the runs that ledger entries and seals belong to, from their start to their end. */
public final class RunRegister {

  /**
   * What makes two launches the same run: a launch with the terms of an unfinished one resumes it.
   *
   * @param onlyRule the only rule that is enforced; null for all
   * @param planHash the approved plan that is run; null where none was needed
   */
  public record Terms(
      LocalDate asOf,
      String policy,
      String policySha256,
      String mapSha256,
      @Nullable String onlyRule,
      @Nullable String planHash) {}

  private final JdbcClient jdbc;

  public RunRegister(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /** The latest run of the same terms that did not end. */
  public Optional<Long> unfinished(Terms terms) {
    return jdbc.sql(
            """
            select id from oubli.run
            where ended_at is null and as_of = ? and policy_sha256 = ? and map_sha256 = ?
              and only_rule is not distinct from ? and plan_hash is not distinct from ?
            order by id desc limit 1""")
        .params(
            Arrays.asList(
                terms.asOf(),
                terms.policySha256(),
                terms.mapSha256(),
                terms.onlyRule(),
                terms.planHash()))
        .query(Long.class)
        .optional();
  }

  /**
   * The approved plan of the latest run that did not end and has the terms but for the plan; one
   * that was stopped may be of another day.
   */
  public Optional<String> planOfUnfinished(Terms terms) {
    return jdbc.sql(
            """
            select plan_hash from oubli.run
            where ended_at is null and (as_of = ? or (state = 'stopped' and as_of < ?))
              and policy_sha256 = ? and map_sha256 = ?
              and only_rule is not distinct from ? and plan_hash is not null
            order by id desc limit 1""")
        .params(
            Arrays.asList(
                terms.asOf(),
                terms.asOf(),
                terms.policySha256(),
                terms.mapSha256(),
                terms.onlyRule()))
        .query(String.class)
        .optional();
  }

  /** The day of the latest run of an approved plan that did not end. */
  public Optional<LocalDate> dayOfUnfinished(String planHash) {
    return jdbc.sql(
            """
            select as_of from oubli.run where ended_at is null and plan_hash = ?
            order by id desc limit 1""")
        .param(planHash)
        .query(LocalDate.class)
        .optional();
  }

  /** The day for which a run decided what was due. */
  public LocalDate dayOf(long run) {
    return jdbc.sql("select as_of from oubli.run where id = ?")
        .param(run)
        .query(LocalDate.class)
        .single();
  }

  /** Runs that were stopped or killed and that this launch does not resume. */
  public List<Long> abandonedBeside(@Nullable Long resumed) {
    return jdbc.sql("select id from oubli.run where ended_at is null and id <> ? order by id")
        .param(resumed == null ? -1L : resumed)
        .query(Long.class)
        .list();
  }

  /** Registers a new run and returns its number. */
  public long start(Terms terms, String operator) {
    return jdbc.sql(
            """
            insert into oubli.run
              (as_of, policy, policy_sha256, map_sha256, only_rule, plan_hash, operator)
            values (?, ?, ?, ?, ?, ?, ?) returning id""")
        .params(
            Arrays.asList(
                terms.asOf(),
                terms.policy(),
                terms.policySha256(),
                terms.mapSha256(),
                terms.onlyRule(),
                terms.planHash(),
                operator))
        .query(Long.class)
        .single();
  }

  /** The collections of which a run removed or changed rows. */
  public List<String> collections(long run) {
    return jdbc.sql("select distinct collection from oubli.ledger_entry where run = ?")
        .param(run)
        .query(String.class)
        .list();
  }

  /** Says why a run stands still; it can still be resumed. One that has ended is left alone. */
  public void pause(long run, String state) {
    jdbc.sql("update oubli.run set state = ? where id = ? and ended_at is null")
        .params(state, run)
        .update();
  }

  /** Ends a run; it cannot be resumed any more. */
  public void end(long run, String state) {
    jdbc.sql("update oubli.run set state = ?, ended_at = now() where id = ?")
        .params(state, run)
        .update();
  }
}
