package fr.oubli.rights.access;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.model.datacontroller.ControllerFile;
import fr.oubli.registers.recording.RecordingFiles;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.Right;
import fr.oubli.testing.Desk;
import fr.oubli.testing.Foreign;
import fr.oubli.testing.ShortMap;
import fr.oubli.testing.ShortPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The page of a bundle says how long each part of a row is kept, by stages and by the data. */
class BundleOfStagesIT {

  private final Foreign base = new Foreign();

  @AfterEach
  void close() {
    base.close();
  }

  private void comments() {
    base.tables(
        """
        create table people (id bigint primary key, email text, country text);
        create table comments (id bigint primary key, person_id bigint not null references people,
          ip inet, body text, posted_at date not null);
        create index on comments (person_id);
        insert into people values (1, 'lea@ex.fr', 'FR');
        insert into comments values (1, 1, null, 'one', '2025-01-02'), (2, 1, '192.0.2.2', 'two', '2026-10-01')""");
    base.map(
        new ShortMap()
            .collection("people", "id !", "email @email #user.contact.email", "country")
            .collection(
                "comments",
                "id !",
                "person_id >people.id",
                "ip #user.device.ip_address",
                "body #user.content",
                "posted_at")
            .toString()
            .replace("name: comments\n", "name: comments\n        description: Commentaires\n")
            .replace("{ name: ip,", "{ name: ip, description: adresse IP,")
            .replace(
                "{ name: posted_at }", "{ name: posted_at, description: date de publication }"));
    String posted = "row: comments.posted_at";
    base.policy(
        ShortPolicy.of(
            "subject: { collection: people, same-person-by: [email] }\n",
            "user.device.ip_address: null_rewrite, user.content: null_rewrite",
            ShortPolicy.rule(
                "people",
                "latest: [comments.posted_at], per: subject",
                "P5Y",
                "people: delete, comments: delete"),
            ShortPolicy.rule("address", posted, "P1Y", "comments: { anonymise: [ip] }"),
            ShortPolicy.rule(
                "text",
                posted,
                "{ by: people.country, FR: P2Y, else: P3Y }",
                "comments: { anonymise: [body] }")));
  }

  private String page() throws IOException {
    Path controller = base.folder().resolve("controller.yml");
    Files.writeString(
        controller,
        Files.readString(Path.of("jobs/controller.yml"))
            .replaceAll("collections: \\[[^]]*]", "collections: [people]"));
    Request request =
        new Desk(base, base.policy(), base.map(), Desk.TODAY)
            .verified(Right.ACCESS, Identity.email("lea@ex.fr"));
    Path zip =
        new SubjectExport(
                base.dataSource(),
                base.policy(),
                base.map(),
                ControllerFile.read(controller, base.map()),
                new RecordingFiles(base.recordings()),
                base.folder().resolve("bundles"),
                Desk.TODAY)
            .write(request, null);
    try (ZipFile file = new ZipFile(zip.toFile())) {
      String page =
          new String(
              file.getInputStream(
                      file.stream()
                          .filter(entry -> entry.getName().endsWith("data/index.html"))
                          .findFirst()
                          .orElseThrow())
                  .readAllBytes(),
              StandardCharsets.UTF_8);
      return page.replaceAll("<[^>]*>", " ").replaceAll("[\\s\u00a0\u202f]+", " ");
    }
  }

  @Test
  void eachStageIsToldWithItsColumnsAndItsPeriod() throws IOException {
    comments();

    assertThat(page())
        .contains(
            "people, Commentaires : 5 ans à compter du plus récent de vos évènements : « Commentaires,"
                + " date de publication » (base : consentement)")
        .contains("Commentaires (adresse IP) : 1 an à compter de la date : « Commentaires,")
        .contains(
            "Commentaires (body) : 2 ans à compter de la date : « Commentaires, date de publication »")
        .as("the period is this person's")
        .doesNotContain("sinon 3 ans")
        .contains("Commentaires (2)");
  }
}
