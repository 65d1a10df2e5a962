package fr.oubli.purge;

import fr.oubli.decision.Enforcement;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.purge.plan.RowsTold;
import fr.oubli.registers.recording.RecordingFiles;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Refuses a night whose files are not where its folder of files is: with a disk that is not mounted
 * the rows would go, and their files would be forgotten as missing. Of each rule and collection so
 * many files are looked for at most, and none after the first that is there.
 */
final class FolderGate implements RowsTold {

  private static final long MOST = 1_000;

  private final RecordingFiles files;
  private final AtomicLong missing = new AtomicLong();
  private final AtomicBoolean found = new AtomicBoolean();

  /**
   * @param back whether the rows are back from a backup, and their files went with them before
   */
  FolderGate(RecordingFiles files, boolean back) {
    this.files = files;
    this.found.set(back);
  }

  @Override
  public void rows(Enforcement enforcement, JdbcTemplate jdbc) {
    if (!found.get()) {
      enforcement
          .leavingPaths(MOST)
          .map(sql -> jdbc.queryForList(sql.text(), String.class, sql.values().toArray()))
          .ifPresent(this::look);
    }
  }

  private void look(List<String> paths) {
    for (String path : paths) {
      if (files.exists(path)) {
        found.set(true);
        return;
      }
      missing.incrementAndGet();
    }
  }

  /**
   * @throws Refusal when no file is there that should go with a row
   */
  void refuseAbsent() {
    if (found.get() || missing.get() == 0) {
      return;
    }
    if (!files.isThere()) {
      throw refusal("the folder of files " + files.root() + " is not there");
    }
    // A single file may be missing; the others say that the folder is the right one.
    if (missing.get() > 1 || !files.holdsAny()) {
      throw refusal(
          "none of the %d files of rows that are due is in the folder of files %s"
              .formatted(missing.get(), files.root()));
    }
  }

  private static Refusal refusal(String what) {
    return new Refusal(
        ExitCode.REFUSED,
        what
            + ": is it mounted? name the folder with --recordings; or empty the paths of rows that"
            + " have no file any more; nothing was touched");
  }
}
