package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.testing.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/** One odd path among good ones stops nothing, and is told with its row and never by its name. */
class OddPathsIT {

  private static final String NIGHT = "2026-11-23";
  private static final String NEXT = "2026-11-24";
  private static final String LONG_AGO = "2026-01-01 12:00+01";
  private static final String LATELY = "2026-10-01 12:00+02";

  private final Shop shop = Shop.fresh();

  @AfterEach
  void close() {
    shop.close();
  }

  private long row(String startedAt, String path) {
    return shop.insert("recordings", "started_at", startedAt, "file_path", path);
  }

  private Path file(String path) {
    return shop.recordings().resolve(path);
  }

  private static String noTelephone(PurgeOutcome outcome) {
    String all = String.join("\n", outcome.remarks());
    assertThat(all).doesNotContain("0612345678");
    return all;
  }

  private PurgeOutcome stuck(String night, long row, String why) {
    return stuck(night, List.of(row), why);
  }

  private PurgeOutcome stuck(String night, List<Long> rows, String why) {
    PurgeOutcome outcome = shop.purge(night);
    assertThat(outcome.code()).isEqualTo(ExitCode.QUARANTINE);
    assertThat(noTelephone(outcome))
        .contains(
            "recordings: %d files of rows that went could not be removed, since %s: %s"
                .formatted(rows.size(), why, listed(rows)));
    assertThat(shop.count("oubli.file_removal where removed_at is null")).isEqualTo(rows.size());
    assertThat(shop.count("oubli.run where ended_at is null")).isZero();
    assertThat(shop.reports().resolve(night).resolve("index.html").getParent()).exists();
    return outcome;
  }

  private static String listed(List<Long> rows) {
    return rows.stream().map(row -> row + " (file_path)").collect(Collectors.joining(", "));
  }

  private void mended(String night) {
    assertThat(shop.purge(night).code()).isEqualTo(ExitCode.DONE);
    assertThat(shop.count("oubli.file_removal where removed_at is null or path is not null"))
        .isZero();
  }

  @Test
  void aFolderInTheFilesPlaceStaysOpenUntilItIsMended() throws IOException {
    shop.recording(LONG_AGO, "good.wav");
    Files.createDirectories(file("0612345678"));
    long odd = row(LONG_AGO, "0612345678");

    stuck(NIGHT, odd, "a folder stands there");
    assertThat(file("good.wav")).doesNotExist();
    assertThat(file("0612345678")).exists();
    stuck(NEXT, odd, "a folder stands there");

    Files.delete(file("0612345678"));
    mended("2026-11-25");
  }

  @Test
  void aPathThroughAFileStaysOpen() {
    shop.recording(LONG_AGO, "good.wav");
    shop.file("0612345678.wav");
    long odd = row(LONG_AGO, "0612345678.wav/1.wav");

    stuck(NIGHT, odd, "a file stands on the way");
    assertThat(file("good.wav")).doesNotExist();
    assertThat(file("0612345678.wav")).exists();
  }

  @Test
  void aLinkIsNotFollowedAndNotRemoved() throws IOException {
    Path elsewhere = Files.createDirectories(shop.recordings().resolveSibling("elsewhere"));
    Path mine = Files.writeString(elsewhere.resolve("mine.wav"), "mine");
    Files.createDirectories(elsewhere.resolve("deep"));
    Files.writeString(elsewhere.resolve("deep/mine.wav"), "mine");
    Files.createSymbolicLink(file("link.wav"), mine);
    Files.createSymbolicLink(file("folder"), elsewhere);
    shop.recording(LONG_AGO, "good.wav");
    List<Long> odd =
        Stream.of("link.wav", "folder/mine.wav", "folder/deep/mine.wav")
            .map(path -> row(LONG_AGO, path))
            .toList();

    stuck(NIGHT, odd, "a link stands there, or on the way");
    assertThat(mine).exists();
    assertThat(elsewhere.resolve("deep/mine.wav")).exists();
    assertThat(Files.isSymbolicLink(file("link.wav"))).isTrue();
    assertThat(file("good.wav")).doesNotExist();
  }

  @Test
  void rowsWhosePathCanBeNoFilesStayAndAreTold() {
    shop.recording(LONG_AGO, "good.wav");
    Map<String, Long> odd = new LinkedHashMap<>();
    for (String path : List.of(".", "calls/", "calls/.", " ", "./")) {
      odd.put(path, row(LONG_AGO, path));
    }

    PurgeOutcome outcome = shop.purge(NIGHT);

    assertThat(outcome.code()).isEqualTo(ExitCode.QUARANTINE);
    assertThat(outcome.remarks())
        .contains(
            ("call-recordings:recordings: 5 rows stay, of which a file is under a path that no file"
                    + " can have: %s; write where the file is, or empty the column")
                .formatted(
                    odd.values().stream().map(String::valueOf).collect(Collectors.joining(", "))));
    odd.forEach((path, row) -> assertThat(shop.has("recordings", row)).as(path).isTrue());
    assertThat(shop.count("recordings")).isEqualTo(odd.size());
    assertThat(file("good.wav")).doesNotExist();

    shop.jdbc().update("update recordings set file_path = ''");
    assertThat(shop.purge(NEXT).code()).isEqualTo(ExitCode.DONE);
    assertThat(shop.count("recordings")).isZero();
  }

  @Test
  void aNameThatIsTooLongForADiskIsNone() {
    shop.recording(LONG_AGO, "good.wav");
    row(LONG_AGO, "0612345678".repeat(30));
    row(LONG_AGO, "é".repeat(200) + ".wav");

    PurgeOutcome outcome = shop.purge(NIGHT);

    assertThat(outcome.code()).isEqualTo(ExitCode.QUARANTINE);
    assertThat(noTelephone(outcome)).contains("1 row stays, of which a file is under a path");
    assertThat(shop.count("recordings")).isEqualTo(1);
    assertThat(shop.count("oubli.file_removal where outcome = 'was missing'")).isEqualTo(1);
  }

  /** They are in no report of files either, and no later night fails of them. */
  @Test
  void anOddPathOfARowThatIsNotDueStopsNothing() throws IOException {
    Path elsewhere = Files.writeString(shop.recordings().resolveSibling("mine.wav"), "mine");
    Files.createSymbolicLink(file("link.wav"), elsewhere);
    shop.recording(LONG_AGO, "old.wav");
    shop.recording(LATELY, "good.wav");
    Map<String, Long> odd = new LinkedHashMap<>();
    for (String path : List.of("", ".", "calls/", "link.wav", "good.wav/x")) {
      odd.put(path, row(LATELY, path));
    }

    assertThat(shop.purge(NIGHT).code()).isEqualTo(ExitCode.DONE);
    assertThat(shop.purge(NEXT).code()).isEqualTo(ExitCode.DONE);
    odd.forEach((path, row) -> assertThat(shop.has("recordings", row)).as(path).isTrue());
    assertThat(file("old.wav")).doesNotExist();
  }

  @Test
  void aFolderThatIsNotMountedIsAGate() throws IOException {
    shop.recording(LONG_AGO, "a.wav");
    shop.cookie("2020-01-01 12:00+01");
    Path away = shop.recordings().resolveSibling("away");
    Files.move(shop.recordings(), away);

    refused("is not there: is it mounted?");
    Files.createDirectories(shop.recordings());
    refused("none of the 1 files of rows that are due is in the folder");

    shop.file("b.wav");
    row(LONG_AGO, "c.wav");
    refused("none of the 2 files of rows that are due is in the folder");

    FileSystemUtils.deleteRecursively(shop.recordings());
    Files.move(away, shop.recordings());
    assertThat(shop.purge(NIGHT).code()).isEqualTo(ExitCode.DONE);
    assertThat(file("a.wav")).doesNotExist();
  }

  private void refused(String why) {
    var before = shop.business();
    assertThatThrownBy(() -> shop.purge(NIGHT))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(ExitCode.REFUSED))
        .hasMessageContaining(why);
    assertThat(shop.business()).isEqualTo(before);
    assertThat(shop.count("oubli.run")).isZero();
  }

  /** The night's rows are gone; what is left of their files waits for the disk. */
  @Test
  void aRemovalThatIsLeftWaitsForItsDisk() throws IOException {
    PurgeOutcome first = shop.purge("2026-11-22");
    shop.file("left.wav");
    shop.jdbc()
        .update(
            "insert into oubli.file_removal (run, collection, row_key, field, path)"
                + " values (?, 'recordings', '1', 'file_path', 'left.wav')",
            first.run());
    Path away = shop.recordings().resolveSibling("away");
    Files.move(shop.recordings(), away);

    stuck(NIGHT, 1, "the folder of files is not there");

    Files.move(away, shop.recordings());
    mended(NEXT);
    assertThat(file("left.wav")).doesNotExist();
  }
}
