package fr.oubli.rights.transfer;

import fr.oubli.model.policy.RequestPeriods;
import fr.oubli.model.session.NightWork;
import fr.oubli.model.session.Session;
import fr.oubli.platform.database.Database;
import fr.oubli.registers.recording.FileStore.Removal;
import fr.oubli.registers.recording.RecordingFiles;
import fr.oubli.rights.reply.FileDigest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Ends what notices of a transfer leave behind: the files, which end as bundles do, and the digests
 * of who was told, which end as requests do, counted from the day of the transfer. The register
 * keeps the numbers, and the digests of the files.
 */
public final class EndedTransfers implements NightWork {

  @Override
  public Done finish(
      Database database, Session session, LocalDate asOf, Path recordings, Path reports) {
    return new Night(
            new JdbcTemplate(database.dataSource()), asOf, session.policy().limits().requests())
        .end();
  }

  /** One night of it. */
  record Night(JdbcTemplate jdbc, LocalDate today, RequestPeriods periods) {

    /** A file whose period is over. */
    private record Due(long transfer, int notice, String root, String path, String sha256) {}

    Done end() {
      List<String> lines = new ArrayList<>();
      int gone = 0;
      for (Due file : due()) {
        RecordingFiles folder = new RecordingFiles(Path.of(file.root()));
        String stays = whyNot(file, folder);
        Removal removal = stays == null ? folder.remove(file.path()) : null;
        if (removal != null && removal.done()) {
          gone(file);
          gone += removal == Removal.REMOVED ? 1 : 0;
        } else {
          lines.add(
              "transfer %d: %s should have gone, but %s; each night tries again"
                  .formatted(
                      file.transfer(), file.path(), removal == null ? stays : removal.word()));
        }
      }
      boolean complete = lines.isEmpty();
      if (gone > 0) {
        lines.add(
            0,
            "%s of notices of a transfer, whose period is over, %s removed"
                .formatted(gone == 1 ? "1 file" : gone + " files", gone == 1 ? "is" : "are"));
      }
      if (forgotten() > 0) {
        lines.add("who was told of a transfer, of which the period is over, is forgotten");
      }
      return new Done(lines, complete);
    }

    private List<Due> due() {
      return jdbc.query(
          """
          select transfer, notice, root, path, sha256 from oubli.transfer_file
          where gone_on is null and (written_on + ?::interval)::date < ?
          order by transfer, notice, path""",
          (row, number) ->
              new Due(
                  row.getLong("transfer"),
                  row.getInt("notice"),
                  Objects.requireNonNull(row.getString("root")),
                  Objects.requireNonNull(row.getString("path")),
                  Objects.requireNonNull(row.getString("sha256"))),
          periods.bundles().toString(),
          today);
    }

    private void gone(Due file) {
      jdbc.update(
          "update oubli.transfer_file set gone_on = ? where transfer = ? and notice = ? and path = ?",
          today,
          file.transfer(),
          file.notice(),
          file.path());
    }

    private long forgotten() {
      Long ended =
          jdbc.queryForObject(
              "select oubli.end_transfers(?, ?::interval)",
              Long.class,
              today,
              periods.known().toString());
      return ended == null ? 0 : ended;
    }

    /** Why a file that is there is left alone; null where nothing speaks against its removal. */
    private static @Nullable String whyNot(Due file, RecordingFiles folder) {
      if (!folder.exists(file.path())) {
        return null;
      }
      try {
        return FileDigest.of(to -> folder.copy(file.path(), to)).equals(file.sha256())
            ? null
            : "it is not what Oubli wrote there: look at it, and remove it by hand";
      } catch (IOException e) {
        return "it cannot be read";
      }
    }
  }
}
