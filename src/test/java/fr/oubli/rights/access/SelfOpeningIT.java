package fr.oubli.rights.access;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.model.datacontroller.Controller;
import fr.oubli.model.datacontroller.ControllerFile;
import fr.oubli.registers.recording.RecordingFiles;
import fr.oubli.rights.access.BundleAnswer.WrittenBundle;
import fr.oubli.rights.reply.Answer;
import fr.oubli.rights.reply.FileDigest;
import fr.oubli.rights.reply.Letterhead;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.Right;
import fr.oubli.rights.request.SubjectIdentities;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.testing.Company;
import fr.oubli.testing.Desk;
import fr.oubli.testing.Plain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import net.lingala.zip4j.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The page that opens by itself, as the export writes it beside the ZIP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SelfOpeningIT {

  private static final Identity JEANNE = Identity.email("jeanne@example.fr");

  private final Company company = new Company();
  private final Desk desk = new Desk(company);
  private final Controller controller =
      ControllerFile.read(Path.of("jobs/controller.yml"), Company.map());
  @TempDir private Path folder;

  @BeforeAll
  void aCustomerWhoCalled() {
    long customer = company.customer("jeanne@example.fr", "+33612345678");
    company.order(customer, null);
    company.recording(customer, "+33612345678", "2026-10-01 10:00+02", "calls/a.ogg");
  }

  @AfterAll
  void close() {
    company.close();
  }

  private WrittenBundle written(Request request) {
    SubjectExport export =
        new SubjectExport(
            company.dataSource(),
            Company.policy(),
            Company.map(),
            controller,
            new RecordingFiles(company.recordings()),
            folder.resolve("bundles"),
            Desk.TODAY);
    return new BundleAnswer(company.dataSource(), desk.register(), export, BundleForm.SELF_OPENING)
        .one(request.id());
  }

  private static Path page(WrittenBundle bundle) {
    return Objects.requireNonNull(bundle.files().page());
  }

  @Test
  void itHoldsWhatTheZipHoldsForTheSamePassphrase() throws Exception {
    WrittenBundle bundle = written(desk.verified(Right.ACCESS, JEANNE));
    String passphrase = String.valueOf(bundle.passphrase());
    Path open = folder.resolve("open");
    try (ZipFile zip = new ZipFile(bundle.file().toFile(), passphrase.toCharArray())) {
      zip.extractAll(open.toString());
    }
    Path data = open.resolve(bundle.file().getFileName().toString().replace(".zip", "/data"));

    String html = Files.readString(page(bundle));
    Map<String, byte[]> files = new OpenedPage(html).files(passphrase);

    assertThat(files).containsKeys("index.html", "recordings/calls/a.ogg", "customers.csv");
    try (Stream<Path> all = Files.walk(data)) {
      assertThat(all.filter(Files::isRegularFile).map(file -> "" + data.relativize(file)))
          .containsExactlyInAnyOrderElementsOf(files.keySet());
    }
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      assertThat(data.resolve(file.getKey())).hasBinaryContent(file.getValue());
    }
    assertThat(html).doesNotContain("jeanne", "Jeanne", "Martin", "33612345678", "calls/");
  }

  @Test
  void itsNameDigestAndEndAreKeptLikeTheZips() {
    Request request = desk.verified(Right.PORTABILITY, JEANNE);
    written(request);
    WrittenBundle second = written(request);

    String name = "portability-" + request.id();
    assertThat(page(second).getFileName()).hasToString(name + "-2.html");
    assertThat(second.file().getFileName()).hasToString(name + "-2.zip");
    assertThat(second.line()).contains("-2.zip and " + name + "-2.html (" + name + ".zip was");
    assertThat(
            company
                .jdbc()
                .queryForList(
                    "select path || ' ' || sha256 || ' ' || kept_until from oubli.kept_file"
                        + " where kind = 'bundle' and request = ? order by id",
                    String.class,
                    request.id()))
        .hasSize(4)
        .endsWith(kept(second.file()), kept(page(second)));
    assertThat(
            company.text(
                "select note from oubli.request_event where step = 'bundle''s digest' and request = "
                    + request.id()
                    + " order by id desc limit 1"))
        .contains(FileDigest.of(second.file()), FileDigest.of(page(second)));
  }

  private static String kept(Path file) {
    return file.getFileName() + " " + FileDigest.of(file) + " 2027-02-23";
  }

  @Test
  void theLetterEnclosesBothAndSaysHowThePageOpens() throws IOException {
    Request request = desk.verified(Right.ACCESS, JEANNE);
    WrittenBundle bundle = written(request);
    List<Path> letter =
        new Answer(
                company.dataSource(),
                new Letterhead(controller, Company.map(), folder, Desk.TODAY),
                desk.register().history(),
                new SubjectIdentities(
                    company.jdbc(),
                    Company.map(),
                    Catalog.read(company.dataSource(), Company.map()),
                    Company.policy().subject()))
            .write(request, List.of());
    String page = "" + page(bundle).getFileName();
    for (Path each : letter) {
      assertThat(Plain.file(each))
          .contains(
              "Le plus simple est d'enregistrer le fichier " + page,
              "" + bundle.file().getFileName())
          .doesNotContain("l'Explorateur de Windows");
    }
    assertThat(Arrays.stream(Plain.file(letter.get(1)).split(page, -1))).hasSize(3);
  }
}
