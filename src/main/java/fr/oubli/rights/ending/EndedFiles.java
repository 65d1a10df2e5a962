package fr.oubli.rights.ending;

import fr.oubli.model.policy.RequestPeriods;
import fr.oubli.registers.recording.FileStore.Removal;
import fr.oubli.registers.recording.RecordingFiles;
import fr.oubli.rights.reply.FileDigest;
import fr.oubli.rights.reply.KeptFiles;
import fr.oubli.rights.reply.KeptFiles.KeptFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Removes letters and bundles whose period is over. Only a file goes that has the digest of what
 * Oubli wrote there; no link is followed.
 */
record EndedFiles(KeptFiles register, Usual usual) {

  /** The folders of files that an earlier version wrote, which noted none. */
  record Usual(Path replies, Path bundles) {}

  /**
   * What was done.
   *
   * @param complete whether no file stays that should have gone
   */
  record Ended(List<String> lines, boolean complete) {}

  Ended end(LocalDate today, RequestPeriods periods, String operator) {
    List<String> lines = new ArrayList<>();
    int gone = 0;
    for (KeptFile file : register.due(today, periods)) {
      RecordingFiles folder = new RecordingFiles(root(file));
      String kept = whyNot(file, folder);
      Removal removal = kept == null ? folder.remove(file.path()) : null;
      if (removal != null && removal.done()) {
        register.ended(file.id(), operator, removal.word());
        leaveNoEmptyFolder(folder.root(), file.path());
        gone += removal == Removal.REMOVED ? 1 : 0;
      } else {
        lines.add(
            "request %d: %s should have gone, but %s; each night tries again"
                .formatted(
                    file.request(),
                    file.path(),
                    removal == null ? kept : Objects.requireNonNull(removal).word()));
      }
    }
    boolean complete = lines.isEmpty();
    if (gone > 0) {
      lines.add(
          0,
          gone == 1
              ? "1 letter or bundle, whose period is over, is removed"
              : "%d letters and bundles, whose period is over, are removed".formatted(gone));
    }
    return new Ended(lines, complete);
  }

  private Path root(KeptFile file) {
    if (file.root() != null) {
      return Path.of(file.root());
    }
    return file.bundle() ? usual.bundles() : usual.replies();
  }

  /** Why a file that is there is left alone; null where nothing speaks against its removal. */
  private static @Nullable String whyNot(KeptFile file, RecordingFiles folder) {
    if (!folder.exists(file.path())) {
      return null;
    }
    if (file.sha256() == null) {
      return "an earlier version wrote it and kept no digest: remove it by hand";
    }
    try {
      return FileDigest.of(to -> folder.copy(file.path(), to)).equals(file.sha256())
          ? null
          : "it is not what Oubli wrote there: look at it, and remove it by hand";
    } catch (IOException e) {
      return "it cannot be read";
    }
  }

  /** The folder of a request, which holds nothing any more. */
  private static void leaveNoEmptyFolder(Path root, String path) {
    Path folder = root.resolve(path).getParent();
    if (folder == null
        || folder.equals(root)
        || !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try {
      Files.delete(folder);
    } catch (IOException e) {
      // Something else lies in it, or the account may not: an empty folder tells nothing.
      return;
    }
  }
}
