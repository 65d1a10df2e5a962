package fr.oubli.intake;

import fr.oubli.intake.FeedRegister.Rejects;
import fr.oubli.model.session.NightWork;
import fr.oubli.model.session.Session;
import fr.oubli.platform.console.RunLock;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.registers.recording.FileStore.Removal;
import fr.oubli.registers.recording.RecordingFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Ends what feeds leave behind: files of bad lines whose period is over, and lines that were staged
 * for a feed which was killed and not begun again.
 */
public final class EndedFeeds implements NightWork {

  @Override
  public Done finish(
      Database database, Session session, LocalDate asOf, Path recordings, Path reports) {
    return new Night(database.dataSource(), asOf, session.policy().limits().requests().feeds())
        .end();
  }

  /**
   * One night of it.
   *
   * @param kept how long a file of bad lines is kept
   */
  record Night(DataSource dataSource, LocalDate today, Period kept) {

    Done end() {
      FeedRegister register = new FeedRegister(dataSource);
      endLines(register);
      List<String> lines = new ArrayList<>();
      int gone = 0;
      for (Rejects file : register.due(today, kept.toString())) {
        RecordingFiles folder = new RecordingFiles(Path.of(file.root()));
        String stays = whyNot(file, folder);
        Removal removal = stays == null ? folder.remove(file.path()) : null;
        if (removal != null && removal.done()) {
          register.gone(file.feed());
          gone += removal == Removal.REMOVED ? 1 : 0;
        } else {
          lines.add(
              "feed %d: its file of bad lines, %s, should have gone, but %s; each night tries again"
                  .formatted(file.feed(), file.path(), removal == null ? stays : removal.word()));
        }
      }
      boolean complete = lines.isEmpty();
      if (gone > 0) {
        lines.add(
            0,
            (gone == 1 ? "1 file of bad lines" : gone + " files of bad lines")
                + ", whose period is over, "
                + (gone == 1 ? "is removed" : "are removed"));
      }
      return new Done(lines, complete);
    }

    /** Where a feed is under way its lines are its own, and the next night looks again. */
    private void endLines(FeedRegister register) {
      try (RunLock lock = RunLock.acquire(dataSource, RunLock.CHANGES)) {
        register.endLines();
      } catch (Refusal e) {
        if (e.code() != ExitCode.BUSY) {
          throw e;
        }
      }
    }

    /** Why a file that is there is left alone; null where nothing speaks against its removal. */
    private static @Nullable String whyNot(Rejects file, RecordingFiles folder) {
      if (!folder.exists(file.path())) {
        return null;
      }
      try {
        return Digests.of(to -> folder.copy(file.path(), to)).equals(file.sha256())
            ? null
            : "it is not what Oubli wrote there: look at it, and remove it by hand";
      } catch (IOException e) {
        return "it cannot be read";
      }
    }
  }
}
