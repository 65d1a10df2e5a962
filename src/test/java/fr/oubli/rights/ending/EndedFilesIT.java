package fr.oubli.rights.ending;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.model.policy.RequestPeriods;
import fr.oubli.model.session.NightWork.Done;
import fr.oubli.rights.reply.FileDigest;
import fr.oubli.rights.reply.KeptFiles;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.Right;
import fr.oubli.testing.Company;
import fr.oubli.testing.Desk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bundles and letters go with their period, and nothing that Oubli did not write does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EndedFilesIT {

  private static final LocalDate UNTIL = Desk.TODAY.plusMonths(3);

  private final Company company = new Company();
  private final Desk desk = new Desk(company);
  @TempDir private Path temporary;
  private Path folder = Path.of("");
  private Path file = Path.of("");
  private long request;

  @AfterAll
  void close() {
    company.close();
  }

  @BeforeEach
  void aBundleOfARequestThatIsClosed() throws IOException {
    folder = Files.createTempDirectory(temporary, "bundles");
    file = Files.writeString(folder.resolve("access-1.zip"), "all of Jeanne");
    Request asked = desk.verified(Right.ACCESS, Identity.email("jeanne@example.fr"));
    request = desk.register().steps().closeUnanswered(asked.id(), "sent", Desk.TODAY).id();
    company.jdbc().update("delete from oubli.kept_file");
    new KeptFiles(company.dataSource())
        .bundle(request, folder, file, FileDigest.of(file), Desk.TODAY, UNTIL);
  }

  private Done night(LocalDate day) {
    return new EndedRequests.Night(company.dataSource(), RequestPeriods.DEFAULT, day, "night")
        .end(folder.resolve("replies"), folder);
  }

  private String history() {
    return String.valueOf(
        company.text(
            "select string_agg(step || ': ' || note, '; ' order by id) from oubli.request_event"
                + " where step like 'file %' and request = "
                + request));
  }

  @Test
  void aFileGoesTheDayAfterItsLastAndItsDigestStays() {
    String digest = FileDigest.of(file);
    assertThat(night(UNTIL).lines()).isEmpty();
    assertThat(file).exists();
    Done done = night(UNTIL.plusDays(1));
    assertThat(done.complete()).isTrue();
    assertThat(done.lines())
        .containsExactly("1 letter or bundle, whose period is over, is removed");
    assertThat(file).doesNotExist();
    assertThat(history()).isEqualTo("file removed: access-1.zip sha256 " + digest);
    assertThat(night(UNTIL.plusDays(1)).lines()).isEmpty();
  }

  @Test
  void anOpenRequestKeepsItsBundle() {
    company
        .jdbc()
        .update(
            "update oubli.request set state = 'verified', ended_on = null, without_answer = false where id = ?",
            request);
    assertThat(night(UNTIL.plusYears(1)).lines()).isEmpty();
    assertThat(file).exists();
    company
        .jdbc()
        .update(
            "update oubli.request set state = 'closed', ended_on = received_on where id = ?",
            request);
    night(UNTIL.plusYears(1));
    assertThat(file).doesNotExist();
  }

  @Test
  void whatSomebodyRemovedIsNoFault() throws IOException {
    Files.delete(file);
    assertThat(night(UNTIL.plusDays(1))).isEqualTo(new Done(java.util.List.of(), true));
    assertThat(history()).startsWith("file was missing: access-1.zip");
  }

  private void happens(String what) throws IOException {
    switch (what) {
      case "another file" -> Files.writeString(file, "somebody else's");
      case "a link to another file" -> {
        Files.move(file, folder.resolve("moved.zip"));
        Files.createSymbolicLink(file, folder.resolve("moved.zip"));
      }
      case "a folder" -> {
        Files.delete(file);
        Files.createDirectories(file.resolve("inside"));
      }
      case "no folder" -> Files.move(folder, temporary.resolve("away" + request));
      case "no digest" -> company.jdbc().update("update oubli.kept_file set sha256 = null");
      case "a way out" ->
          company
              .jdbc()
              .update("update oubli.kept_file set root = ?, path = '../' || path", folder + "/x");
      default -> throw new IllegalArgumentException(what);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "another file, it is not what Oubli wrote there",
    "a link to another file, a link stands there",
    "a folder, a folder stands there",
    "no folder, the folder of files is not there",
    "no digest, an earlier version wrote it and kept no digest",
    "a way out, the folder of files is not there",
  })
  void whatOubliDidNotWriteStaysAndIsALineEachNight(String what, String line) throws IOException {
    happens(what);
    for (int night = 1; night <= 2; night++) {
      Done done = night(UNTIL.plusDays(night));
      assertThat(done.complete()).isFalse();
      assertThat(done.lines())
          .singleElement()
          .asString()
          .startsWith("request " + request + ": ")
          .contains("access-1.zip should have gone, but " + line);
    }
    assertThat(history()).isEqualTo("null");
    if (!what.equals("no folder")) {
      assertThat(Files.exists(file, LinkOption.NOFOLLOW_LINKS)).isTrue();
    }
  }

  @Test
  void aRoomThatALinkLeadsToIsNotEntered() throws IOException {
    Path elsewhere = Files.createTempDirectory(temporary, "elsewhere");
    Path letter = Files.writeString(elsewhere.resolve("lettre-1-1-reponse.txt"), "Madame");
    Files.createSymbolicLink(folder.resolve("demande-1"), elsewhere);
    company
        .jdbc()
        .update(
            "update oubli.kept_file set kind = 'letter', path = ?, sha256 = ?",
            "demande-1/lettre-1-1-reponse.txt",
            FileDigest.of(letter));
    assertThat(night(UNTIL.plusDays(1)).complete()).isFalse();
    assertThat(letter).exists();
  }

  /** Letters of versions that noted neither folder nor end: the history tells them. */
  @Test
  void aLetterOfAnEarlierVersionIsFoundInTheUsualFolder() throws IOException {
    Path room = Files.createDirectories(folder.resolve("replies/demande-1"));
    Path letter = Files.writeString(room.resolve("lettre-1-1-reponse.txt"), "Madame");
    company
        .jdbc()
        .update(
            "update oubli.kept_file set kind = 'letter', root = null, kept_until = null, path = ?,"
                + " sha256 = ?",
            "demande-1/lettre-1-1-reponse.txt",
            FileDigest.of(letter));
    night(Desk.TODAY.plusYears(3));
    assertThat(letter).exists();
    night(Desk.TODAY.plusYears(3).plusDays(1));
    assertThat(room).doesNotExist();
  }
}
