package fr.oubli.purge.rewrite;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Who may still see rows that were deleted: a table that is rewritten meanwhile takes those rows
 * along. It is asked from a moment on, after which whoever begins sees none of them.
 *
 * @param moment the first transaction that was still to come at that moment
 */
record OldSnapshots(JdbcTemplate jdbc, String moment) {

  /**
   * A lazy VACUUM holds nothing back. A transaction in any database does, a snapshot in this one.
   */
  private static final String WHO =
      """
      select format('server process %s (%s)', a.pid,
        coalesce(nullif(a.application_name, ''), a.backend_type, 'a program without a name')) as who
      from pg_stat_activity a
      where a.pid <> pg_backend_pid()
        and not exists (select from pg_stat_progress_vacuum v where v.pid = a.pid)
        and (age(a.backend_xid) > age(?::xid)
          or age(a.backend_xmin) > age(?::xid) and coalesce(a.datname = current_database(), true))
      union all
      select 'the prepared transaction ' || gid from pg_prepared_xacts
      where age(transaction) > age(?::xid)
      union all
      select 'the replication slot ' || slot_name from pg_replication_slots
      where xmin is not null and age(xmin) > age(?::xid)""";

  static OldSnapshots now(JdbcTemplate jdbc) {
    return new OldSnapshots(
        jdbc,
        String.valueOf(
            jdbc.queryForObject(
                "select pg_snapshot_xmax(pg_current_snapshot())::xid::text", String.class)));
  }

  /** Empty once nobody sees anything from before. */
  List<String> holders() {
    return jdbc.queryForList(WHO, String.class, moment, moment, moment, moment);
  }
}
