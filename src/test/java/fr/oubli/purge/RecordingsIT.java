package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.testing.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingsIT {

  private static final String NIGHT = "2026-11-23";
  private static final String LONG_AGO = "2026-01-01 12:00+01";
  private static final String LATELY = "2026-10-01 12:00+02";

  private final Shop shop = Shop.fresh();

  @AfterEach
  void close() {
    shop.close();
  }

  private String orphans() throws IOException {
    return Files.readString(shop.reports().resolve(NIGHT).resolve("recordings-orphans.csv"));
  }

  @Test
  void theFileGoesWithItsRow() {
    shop.recording(LONG_AGO, "2026/01/old.wav");
    shop.recording(LATELY, "2026/10/late.wav");

    shop.purge(NIGHT);

    assertThat(shop.recordings().resolve("2026/01/old.wav")).doesNotExist();
    assertThat(shop.recordings().resolve("2026/10/late.wav")).exists();
  }

  @Test
  void whatRemainsOfARemovedFileIsNotItsPath() {
    shop.recording(LONG_AGO, "0612345678.wav");

    shop.purge(NIGHT);

    assertThat(
            shop.count(
                "oubli.file_removal where outcome = 'removed' and path is null and row_key = '1'"))
        .isEqualTo(1);
  }

  @Test
  void aFileThatIsAlreadyGoneIsNoFault() {
    shop.insert("recordings", "started_at", LONG_AGO, "file_path", "nowhere.wav");
    shop.recording(LATELY, "late.wav");

    assertThat(shop.purge(NIGHT).code()).isEqualTo(ExitCode.DONE);

    assertThat(shop.count("recordings")).isEqualTo(1);
    assertThat(shop.count("oubli.file_removal where outcome = 'was missing'")).isEqualTo(1);
  }

  @Test
  void aRemovalThatWasLeftPendingIsFinishedByALaterRun() {
    PurgeOutcome first = shop.purge("2026-11-22");
    Path left = shop.file("left.wav");
    shop.jdbc()
        .update(
            "insert into oubli.file_removal (run, collection, row_key, path)"
                + " values (?, 'recordings', '1', 'left.wav')",
            first.run());

    shop.purge(NIGHT);

    assertThat(left).doesNotExist();
    assertThat(shop.count("oubli.file_removal where removed_at is null")).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../out.wav", "a/../../out.wav", "/etc/out.wav", "C:/out.wav", "..\\out.wav"})
  void aPathThatLeavesTheFolderStopsTheRunBeforeAnythingIsTouched(String path) throws IOException {
    Path outside = Files.writeString(shop.recordings().resolveSibling("out.wav"), "mine");
    shop.cookie("2020-01-01 12:00+01");
    shop.insert("recordings", "started_at", LONG_AGO, "file_path", path);
    var before = shop.business();

    assertThatThrownBy(() -> shop.purge(NIGHT))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(ExitCode.REFUSED));

    assertThat(shop.business()).isEqualTo(before);
    assertThat(outside).exists();
    assertThat(shop.count("oubli.run")).isZero();
  }

  @Test
  void aRefusedPathIsNotQuotedBecauseItCanHoldATelephoneNumber() {
    shop.insert("recordings", "started_at", LONG_AGO, "file_path", "../0612345678.wav");

    assertThatThrownBy(() -> shop.purge(NIGHT)).hasMessageNotContaining("0612345678");
  }

  @Test
  void aLinkOutOfTheFolderIsNotFollowed() throws IOException {
    Path elsewhere = Files.createDirectories(shop.recordings().resolveSibling("elsewhere"));
    Path outside = Files.writeString(elsewhere.resolve("mine.wav"), "mine");
    Files.createSymbolicLink(shop.recordings().resolve("link"), elsewhere);
    shop.insert("recordings", "started_at", LONG_AGO, "file_path", "link/mine.wav");

    try {
      shop.purge(NIGHT);
    } catch (Refusal refusal) {
      assertThat(refusal.code()).isEqualTo(ExitCode.REFUSED);
    }

    assertThat(outside).exists();
  }

  @Test
  void aRowWithoutItsFileIsReported() throws IOException {
    long row = shop.insert("recordings", "started_at", LATELY, "file_path", "nowhere.wav");

    shop.purge(NIGHT);

    assertThat(orphans()).contains("\"fichier absent\";\"recordings\";\"" + row);
  }

  @Test
  void aFileWithoutARowIsReportedAndLeft() throws IOException {
    Path file = shop.file("sub/forgotten.wav");

    shop.purge(NIGHT);

    assertThat(orphans()).contains("fichier sans ligne").contains("sub/forgotten.wav");
    assertThat(file).exists();
  }

  @Test
  void thereIsNoOrphanReportWhereThereIsNoOrphan() {
    shop.recording(LATELY, "a.wav");

    shop.purge(NIGHT);

    assertThat(shop.reports().resolve(NIGHT).resolve("recordings-orphans.csv")).doesNotExist();
  }
}
