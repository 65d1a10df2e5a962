package fr.oubli.rights.reply;

import fr.oubli.model.policy.RequestPeriods;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The letters and bundles that lie on a disk, each with the last day on which it does. */
public final class KeptFiles {

  /**
   * One of them.
   *
   * @param root null for the usual folder of letters or of bundles
   * @param sha256 null where nobody knows what was written there
   */
  public record KeptFile(
      long id,
      long request,
      boolean bundle,
      @Nullable String root,
      String path,
      @Nullable String sha256) {}

  /** A file that was just written: its path below the root, and its digest. */
  record Written(String path, String sha256) {}

  private final JdbcClient jdbc;

  public KeptFiles(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /** Notes the files of a letter. */
  void letter(long request, Path root, List<Written> files, LocalDate day, LocalDate until) {
    files.forEach(file -> add(request, "letter", root, file, day, until));
  }

  /** Notes a bundle. */
  public void bundle(
      long request, Path root, Path file, String sha256, LocalDate day, LocalDate until) {
    add(request, "bundle", root, new Written("" + file.getFileName(), sha256), day, until);
  }

  private void add(
      long request, String kind, Path root, Written file, LocalDate day, LocalDate until) {
    jdbc.sql(
            "insert into oubli.kept_file (request, kind, root, path, sha256, written_on, kept_until)"
                + " values (?, ?, ?, ?, ?, ?, ?)")
        .params(
            Arrays.asList(
                request,
                kind,
                root.toAbsolutePath().toString(),
                file.path(),
                file.sha256(),
                day,
                until))
        .update();
  }

  /** Until when the last bundle of a request is kept; empty where none is noted. */
  Optional<LocalDate> bundleUntil(long request) {
    return jdbc.sql(
            "select kept_until from oubli.kept_file where request = ? and kind = 'bundle'"
                + " and kept_until is not null order by id desc limit 1")
        .param(request)
        .query(LocalDate.class)
        .optional();
  }

  /** Those whose period is over, of requests that need nothing any more. */
  public List<KeptFile> due(LocalDate today, RequestPeriods periods) {
    return jdbc.sql(
            """
            select id, request, kind, root, path, sha256 from oubli.kept_file
            where coalesce(kept_until, (written_on
                + case kind when 'letter' then ?::interval else ?::interval end)::date) < ?
              and not oubli.is_needed(request)
            order by id""")
        .params(periods.letters().toString(), periods.bundles().toString(), today)
        .query(
            (row, number) ->
                new KeptFile(
                    row.getLong("id"),
                    row.getLong("request"),
                    "bundle".equals(row.getString("kind")),
                    row.getString("root"),
                    row.getString("path"),
                    row.getString("sha256")))
        .list();
  }

  /** A file that is gone leaves its digest in the history of its request. */
  public void ended(long file, String operator, String how) {
    jdbc.sql("select oubli.end_file(?, ?, ?)").params(file, operator, how).query().singleRow();
  }
}
