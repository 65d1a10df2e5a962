package fr.oubli.intake;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which files were brought in. It names no person, and of a file no folder. */
final class FeedRegister {

  /**
   * A file, and what says how it is read.
   *
   * @param channel whose mapping it was
   * @param kind of file, in that mapping
   */
  record Source(String channel, String kind, String fileName, String sha256, String mapping) {}

  /** A feed that was done before. */
  record Earlier(long feed, LocalDate on) {}

  /** A file of bad lines that lies on a disk. */
  record Rejects(long feed, String root, String path, String sha256) {}

  private final JdbcClient jdbc;

  FeedRegister(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /**
   * The feed that brought the same file in, read in the same way.
   *
   * @param zone in which its day is
   */
  Optional<Earlier> done(Source source, ZoneId zone) {
    return jdbc.sql(
            "select id, (ended_at at time zone ?)::date as ended_on from oubli.feed"
                + " where sha256 = ? and mapping_sha256 = ? and kind = ? and state = 'done'")
        .params(zone.getId(), source.sha256(), source.mapping(), source.kind())
        .query(
            (row, number) ->
                new Earlier(row.getLong("id"), row.getObject("ended_on", LocalDate.class)))
        .optional();
  }

  /** The number of a feed that begins, or that was begun and not ended. */
  long begin(Source source, String operator) {
    return jdbc.sql(
            "select id from oubli.feed"
                + " where sha256 = ? and mapping_sha256 = ? and kind = ? and state = 'begun'")
        .params(source.sha256(), source.mapping(), source.kind())
        .query(Long.class)
        .optional()
        .orElseGet(() -> inserted(source, operator));
  }

  private long inserted(Source source, String operator) {
    return jdbc.sql(
            "insert into oubli.feed (channel, kind, file_name, sha256, mapping_sha256, operator)"
                + " values (?, ?, ?, ?, ?, ?) returning id")
        .params(
            source.channel(),
            source.kind(),
            source.fileName(),
            source.sha256(),
            source.mapping(),
            operator)
        .query(Long.class)
        .single();
  }

  /** Ends a feed; its counts are written with it. */
  void end(long feed, boolean done, long lines, long bad) {
    jdbc.sql("update oubli.feed set state = ?, ended_at = now(), lines = ?, bad = ? where id = ?")
        .params(done ? "done" : "refused", lines, bad, feed)
        .update();
  }

  void count(long feed, String collection, Map<String, Long> outcomes) {
    outcomes.forEach(
        (outcome, lines) -> {
          if (lines > 0) {
            jdbc.sql(
                    "insert into oubli.feed_count (feed, collection, outcome, lines)"
                        + " values (?, ?, ?, ?)")
                .params(feed, collection, outcome, lines)
                .update();
          }
        });
  }

  /** Notes a file of bad lines before it is there: whatever happens, its end is known. */
  void rejects(long feed, Path root, String name, String sha256, LocalDate day) {
    jdbc.sql(
            "insert into oubli.feed_rejects (feed, root, path, sha256, written_on)"
                + " values (?, ?, ?, ?, ?) on conflict (feed) do update set root = excluded.root,"
                + " path = excluded.path, sha256 = excluded.sha256,"
                + " written_on = excluded.written_on")
        .params(feed, root.toAbsolutePath().toString(), name, sha256, day)
        .update();
  }

  /** The files of bad lines whose period is over. */
  List<Rejects> due(LocalDate today, String period) {
    return jdbc.sql(
            "select feed, root, path, sha256 from oubli.feed_rejects"
                + " where (written_on + ?::interval)::date < ? order by feed")
        .params(period, today)
        .query(
            (row, number) ->
                new Rejects(
                    row.getLong("feed"),
                    row.getString("root"),
                    row.getString("path"),
                    row.getString("sha256")))
        .list();
  }

  void gone(long feed) {
    jdbc.sql("delete from oubli.feed_rejects where feed = ?").param(feed).update();
  }

  /** Lines of feeds that were begun and not ended. */
  void endLines() {
    jdbc.sql("select oubli.end_feed_lines()").query(Long.class).single();
  }
}
