package fr.oubli.rights.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.oubli.model.datacontroller.Controller;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.registers.recording.RecordingFiles;
import fr.oubli.rights.access.SubjectExport;
import fr.oubli.rights.erasure.SubjectErase.Erased;
import fr.oubli.rights.reply.CategoryOutcome;
import fr.oubli.rights.reply.CategoryOutcome.Kind;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.Right;
import fr.oubli.testing.Desk;
import fr.oubli.testing.Foreign;
import fr.oubli.testing.ShortMap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The files that a person's rows name, in what they are given and in what is erased. */
class FilesOfPersonIT {

  private static final Identity LEA = Identity.email("lea@example.fr");

  private final Foreign base = new Foreign();

  @BeforeEach
  void rows() {
    base.tables(
        """
        create table users (id bigint primary key, email text not null, avatar text, preview text,
          left_on date);
        create table documents (id bigint primary key, user_id bigint not null references users,
          url text);
        insert into users values (1, 'lea@example.fr', 'a/1.png', 'p/1.png', '2026-01-01'),
          (2, 'max@example.fr', 'a/1.png', 'p/2.png', '2026-01-01');
        insert into documents values (1, 1, 'https://cdn/1'), (2, 1, 's3://bucket/2'),
          (3, 1, 'd/3.pdf'), (4, 1, null), (5, 1, '');
        """);
    base.map(
        new ShortMap()
            .collection(
                "users",
                "id ! #user.unique_id",
                "email @email #user.contact.email",
                "avatar #user.sensor",
                "preview #user.sensor",
                "left_on")
            .collection("documents", "id !", "user_id >users.id", "url #user.content")
            .toString());
    policy("{ s3: handed-on }");
    List.of("a/1.png", "p/1.png", "p/2.png", "d/3.pdf").forEach(base::file);
  }

  @AfterEach
  void close() {
    base.close();
  }

  private void policy(String schemes) {
    base.policy(
        """
        policy: files
        language: 2
        zone: Europe/Paris
        subject: { collection: users, same-person-by: [email] }
        rules:
          users:
            cites: "1 year after leaving"
            basis: contract
            starts: { latest: [users.left_on], per: subject }
            keep: { at-most: P1Y }
            then: { users: delete, documents: delete }
        files: { users: [avatar, preview], documents: { columns: [url], schemes: %s } }
        """
            .formatted(schemes));
  }

  /** It would be noticed after the row was gone, in that erasure and in every night after it. */
  @Test
  void aPathThatLeavesTheFolderStopsTheErasureBeforeItBegins() {
    base.execute("update documents set url = '../3.pdf' where id = 3");
    Request request = desk().verified(Right.ERASURE, LEA);

    assertThatThrownBy(() -> desk().erasure().erase(request.id()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("documents.url of row 3 leaves the folder of files");

    assertThat(base.count("documents")).isEqualTo(5);
  }

  private Desk desk() {
    return new Desk(base, base.policy(), base.map(), Desk.TODAY);
  }

  private Path bundle() {
    Request request = desk().verified(Right.ACCESS, LEA);
    return new SubjectExport(
            base.dataSource(),
            base.policy(),
            base.map(),
            new Controller(
                new Controller.Contact("Club", "Lyon", "c@example.fr", "dpo@example.fr"),
                List.of(),
                "none",
                List.of(),
                List.of(),
                List.of()),
            new RecordingFiles(base.recordings()),
            base.folder().resolve("bundles"),
            Desk.TODAY)
        .write(request, null);
  }

  private boolean recording(String path) {
    return Files.exists(base.recordings().resolve(path));
  }

  @Test
  void aBundleHasTheFilesOfEachColumnAndSaysWhichAreElsewhere() throws IOException {
    try (ZipFile zip = new ZipFile(bundle().toFile())) {
      assertThat(zip.stream().map(entry -> entry.getName().replaceFirst(".*/data/", "")))
          .contains("users/a/1.png", "users/p/1.png", "documents/d/3.pdf")
          .noneMatch(name -> name.contains("p/2.png"));
      var page =
          zip.stream()
              .filter(each -> each.getName().endsWith("/index.html"))
              .findFirst()
              .orElseThrow();
      assertThat(new String(zip.getInputStream(page).readAllBytes(), StandardCharsets.UTF_8))
          .contains("2 fichiers ne sont pas joints, ils se trouvent aux adresses indiquées");
    }
  }

  @Test
  void aBundleIsRefusedWhereTheSecondFileIsMissing() throws IOException {
    Files.delete(base.recordings().resolve("p/1.png"));

    assertThatThrownBy(this::bundle)
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("the file of users 1 is missing")
        .hasMessageNotContaining("p/1.png");
  }

  @Test
  void anErasureWaitsForAnAddressThatIsRefusedAndSaysSo() {
    Erased erased = desk().erasure().erase(desk().verified(Right.ERASURE, LEA).id());

    assertThat(erased.state()).isNotEqualTo(ErasureState.DONE);
    assertThat(erased.outcomes())
        .filteredOn(outcome -> outcome.kind() == Kind.KEPT)
        .extracting(CategoryOutcome::collection, CategoryOutcome::rows, CategoryOutcome::basis)
        .contains(
            org.assertj.core.groups.Tuple.tuple(
                "documents", 1L, "fichier déposé hors de nos dossiers, à supprimer d'abord"));
    assertThat(base.text("select string_agg(id::text, ',') from documents")).isEqualTo("1");
    assertThat(recording("d/3.pdf")).isFalse();
    assertThat(base.text("select address from oubli.object_removal")).isEqualTo("s3://bucket/2");
  }

  @Test
  void anErasureRemovesTheFilesThatAreThePersonsAlone() {
    policy("{ s3: handed-on, https: handed-on }");

    Erased erased = desk().erasure().erase(desk().verified(Right.ERASURE, LEA).id());

    assertThat(erased.state()).isEqualTo(ErasureState.DONE);
    assertThat(base.count("documents")).isZero();
    assertThat(base.count("users")).isEqualTo(1);
    assertThat(recording("p/1.png")).isFalse();
    assertThat(recording("a/1.png")).isTrue();
    assertThat(base.count("oubli.object_removal")).isEqualTo(2);
  }
}
