package fr.oubli.rights.suppression;

import fr.oubli.platform.output.CsvDialect;
import fr.oubli.platform.output.CsvRows;
import fr.oubli.platform.output.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Date;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The list as a processor can test it. What entered it since the processor's key is there was
 * hashed with that key then; of what entered before, those who are still in the data are hashed
 * now. Of the others nobody knows the address any more.
 *
 * @param zone in which the days of the list are
 */
record ListExport(DataSource dataSource, String processor, ZoneId zone) {

  private static final int ROWS_AT_A_TIME = 10_000;
  private static final List<String> COLUMNS =
      List.of("kind", "digest", "reason", "channel", "since");

  /** An entry that is hashed again. */
  record Made(String kind, String digest, String made) {}

  /**
   * What was written.
   *
   * @param left entries that cannot be told, as their addresses are nowhere any more
   */
  record Told(long written, long left) {}

  void add(Set<Made> made) {
    List<Made> all = new ArrayList<>(new LinkedHashSet<>(made));
    new JdbcTemplate(dataSource)
        .update(
            """
            insert into oubli.suppression_told (processor, kind, digest, reason, channel, made)
            select distinct on (s.kind, s.digest, s.reason, s.channel)
              ?, s.kind, s.digest, s.reason, s.channel, e.made
            from unnest(?::text[], ?::text[], ?::text[]) e (kind, digest, made)
            join oubli.suppression s using (kind, digest)
            order by s.kind, s.digest, s.reason, s.channel, e.made
            on conflict do nothing""",
            processor,
            all.stream().map(Made::kind).toArray(String[]::new),
            all.stream().map(Made::digest).toArray(String[]::new),
            all.stream().map(Made::made).toArray(String[]::new));
  }

  /** Writes a file that nobody but its owner can read, and none over another. */
  Told write(Path file) {
    long[] rows = {0};
    WholeFile.createPrivate(
        file,
        out -> {
          CsvRows csv = new CsvRows(out, CsvDialect.VERBATIM, COLUMNS);
          new TransactionTemplate(new JdbcTransactionManager(dataSource))
              .executeWithoutResult(status -> rows[0] = each(csv));
          csv.flush();
        });
    Long left =
        new JdbcTemplate(dataSource)
            .queryForObject(
                """
                select count(*) from oubli.suppression s
                where s.told_by is distinct from ? and not exists (
                  select from oubli.suppression_told t where t.processor = ?
                    and (t.kind, t.digest, t.reason, t.channel)
                      = (s.kind, s.digest, s.reason, s.channel))""",
                Long.class,
                processor,
                processor);
    return new Told(rows[0], left == null ? 0 : left);
  }

  /** A reason and a channel once for each digest, whichever entries it was made of. */
  private long each(CsvRows csv) {
    JdbcTemplate streaming = new JdbcTemplate(dataSource);
    streaming.setFetchSize(ROWS_AT_A_TIME);
    long[] rows = {0};
    streaming.query(
        """
        select t.kind, t.made, t.reason, t.channel, max((s.added_at at time zone ?)::date) as since
        from oubli.suppression_told t
        join oubli.suppression s using (kind, digest, reason, channel)
        where t.processor = ?
        group by t.kind, t.made, t.reason, t.channel
        order by t.kind, t.made, t.reason, t.channel""",
        row -> {
          Date since = row.getDate("since");
          try {
            csv.row(
                List.of(
                    row.getString("kind"),
                    row.getString("made"),
                    row.getString("reason"),
                    row.getString("channel"),
                    since.toLocalDate()));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          rows[0]++;
        },
        zone.getId(),
        processor);
    return rows[0];
  }
}
