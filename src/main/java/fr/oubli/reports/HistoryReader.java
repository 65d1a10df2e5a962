package fr.oubli.reports;

import fr.oubli.reports.PastRun.Counts;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads all runs of a database, in sums, the latest first. */
record HistoryReader(DataSource dataSource) {

  List<PastRun> runs() {
    return JdbcClient.create(dataSource)
        .sql(
            """
            select r.id, r.as_of, r.started_at, r.only_rule, s.digest,
              coalesce(sum(x.done), 0) as done,
              coalesce(sum(x.held - x.referenced + x.restricted), 0) as kept,
              coalesce(sum(x.quarantined), 0) as quarantined,
              coalesce(sum(x.referenced + x.unplanned + x.busy), 0) as waiting,
              coalesce(sum(x.busy), 0) as busy,
              coalesce(sum(greatest(0, x.remaining - x.held - x.restricted - x.unplanned - x.busy)),
                0) as unexplained
            from oubli.run r
            left join oubli.seal s on s.run = r.id
            left join oubli.run_result x on x.run = r.id
            group by r.id, s.digest order by r.id desc""")
        .query(
            (row, number) ->
                new PastRun(
                    row.getLong("id"),
                    Objects.requireNonNull(row.getObject("as_of", LocalDate.class)),
                    row.getTimestamp("started_at").toInstant(),
                    row.getString("only_rule"),
                    row.getString("digest"),
                    new Counts(
                        row.getLong("done"),
                        row.getLong("kept"),
                        row.getLong("quarantined"),
                        row.getLong("waiting"),
                        row.getLong("busy"),
                        row.getLong("unexplained"))))
        .list();
  }
}
