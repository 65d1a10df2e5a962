package fr.oubli.setup.restore;

import fr.oubli.purge.report.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The rows with a key of a row that was destroyed, and what became of them. */
record ReplayedRows(DataSource dataSource) {

  /** By rule and collection, how many rows a plan keeps. */
  Map<String, Long> of(String plan) {
    Map<String, Long> rows = new TreeMap<>();
    new JdbcTemplate(dataSource)
        .query(
            """
            select r.rule || ':' || r.collection as name, sum(r.row_count) as rows
            from oubli.planned_rows r join oubli.plan p on p.making = r.making
            where p.hash = ? group by 1""",
            row -> {
              rows.put(row.getString("name"), row.getLong("rows"));
            },
            plan);
    return rows;
  }

  /**
   * What was not done again, and why, in words.
   *
   * @param rows that were in the plan
   * @param results of its run
   */
  static List<String> left(Map<String, Long> rows, List<Result> results) {
    List<String> lines = new ArrayList<>();
    for (Result result : results) {
      long notDue = rows.getOrDefault(result.name(), 0L) - (result.due() - result.unplanned());
      boolean removes = result.planned().enforcement().action().removesRow();
      if (notDue > 0 && removes) {
        lines.add(
            "%s: %d %s not touched, having the key of a row that was destroyed and not being due: the key is"
                    .formatted(result.name(), notDue, notDue == 1 ? "row was" : "rows were")
                + " another row's now, or what keeps it came back otherwise; look with jobs/explain");
      }
      long kept = result.held() + result.restricted();
      if (kept > 0) {
        lines.add(
            "%s: %d %s back and kept by a hold, a restriction or a row that refers to it"
                .formatted(result.name(), kept, kept == 1 ? "row is" : "rows are"));
      }
    }
    return lines;
  }
}
