package fr.oubli.reports;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads from the ledger what a run destroyed. */
final class DestructionReader {

  /**
   * What was done to one collection under one rule, by the ledger's own account.
   *
   * @param last when the last entry was written
   */
  record Act(
      String rule,
      String collection,
      String action,
      LocalDate cutoff,
      long rows,
      Instant last,
      Entries entries) {}

  /** The numbers of the first and the last ledger entry; others may stand between them. */
  record Entries(long first, long last) {}

  /** Files that went with their rows: those that were gone already, and those still to go. */
  record Files(long missing, long pending) {}

  /** Who made the plan that a run carried out, and when. */
  record Approval(String by, Instant at) {}

  private final JdbcClient jdbc;

  DestructionReader(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  List<Act> acts(long run) {
    return jdbc.sql(
            """
            select rule, collection, action, cutoff, sum(row_count) as rows,
              max(recorded_at) as last, min(seq) as first_entry, max(seq) as last_entry
            from oubli.ledger_entry where run = ?
            group by rule, collection, action, cutoff order by min(seq)""")
        .param(run)
        .query(
            (row, number) ->
                new Act(
                    row.getString("rule"),
                    row.getString("collection"),
                    row.getString("action"),
                    Objects.requireNonNull(row.getObject("cutoff", LocalDate.class)),
                    row.getLong("rows"),
                    row.getTimestamp("last").toInstant(),
                    new Entries(row.getLong("first_entry"), row.getLong("last_entry"))))
        .list();
  }

  Files files(long run) {
    return jdbc.sql(
            """
            select count(*) filter (where outcome = 'was missing') as missing,
              count(*) filter (where removed_at is null) as pending
            from oubli.file_removal where run = ?""")
        .param(run)
        .query((row, number) -> new Files(row.getLong("missing"), row.getLong("pending")))
        .single();
  }

  Optional<Approval> approval(String planHash) {
    return jdbc.sql("select made_by, made_at from oubli.plan where hash = ?")
        .param(planHash)
        .query(
            (row, number) ->
                new Approval(row.getString("made_by"), row.getTimestamp("made_at").toInstant()))
        .optional();
  }
}
