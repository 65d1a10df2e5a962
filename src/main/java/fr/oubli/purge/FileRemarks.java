package fr.oubli.purge;

import fr.oubli.decision.RequestDecisions;
import fr.oubli.registers.recording.StuckRemovals;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What a run says of files: rows that stay because of an address, rows whose file was not there,
 * objects that somebody has to remove. Rows are named by their keys, never by a path, and so many
 * at most; the reports have all.
 */
record FileRemarks(JdbcTemplate jdbc, long run) {

  private static final int NAMED = 10;

  List<String> all() {
    List<String> remarks = new ArrayList<>();
    remarks.addAll(
        refused(
            RequestDecisions.REFUSED_FILE,
            "is at an address that the policy refuses",
            "remove the object and empty the column, or write its scheme as handed-on"));
    remarks.addAll(
        refused(
            RequestDecisions.IMPOSSIBLE_FILE,
            "is under a path that no file can have",
            "write where the file is, or empty the column"));
    remarks.addAll(missing());
    remarks.addAll(new StuckRemovals(jdbc).lines());
    remarks.addAll(waiting());
    return remarks;
  }

  private List<String> refused(String reason, String what, String mend) {
    return jdbc.query(
        grouped(
            "select rule || ':' || collection as place, row_key as named from oubli.quarantine"
                + " where run = ? and reason = ?"),
        (row, number) ->
            "%s: %s, of which a file %s: %s%s; %s"
                .formatted(
                    row.getString("place"),
                    RunRemarks.stay(row.getLong("rows")),
                    what,
                    row.getString("named"),
                    more(row.getLong("rows")),
                    mend),
        run,
        reason);
  }

  private List<String> missing() {
    return jdbc.query(
        grouped(
            "select collection as place, concat_ws(' ', row_key, '(' || field || ')') as named"
                + " from oubli.file_removal where run = ? and outcome = ?"),
        (row, number) ->
            "%s: %d files of rows that went were not there: %s%s"
                .formatted(
                    row.getString("place"),
                    row.getLong("rows"),
                    row.getString("named"),
                    more(row.getLong("rows"))),
        run,
        "was missing");
  }

  private List<String> waiting() {
    return jdbc.query(
        "select collection, count(*) as objects from oubli.object_removal"
            + " where confirmed_at is null group by 1 order by 1",
        (row, number) ->
            "%s: %d objects are to be removed where they are; when they are, jobs/object-removals confirm FILE"
                .formatted(row.getString("collection"), row.getLong("objects")));
  }

  /** Columns place, rows and named: the first few of each place. */
  private static String grouped(String rows) {
    return """
        select place, max(number) as rows,
          string_agg(named, ', ' order by number) filter (where number <= %d) as named
        from (select place, named, row_number() over (partition by place order by named) as number
          from (%s) rows) numbered
        group by place order by place"""
        .formatted(NAMED, rows);
  }

  private static String more(long rows) {
    return rows > NAMED ? String.format(Locale.ROOT, " and %d more", rows - NAMED) : "";
  }
}
