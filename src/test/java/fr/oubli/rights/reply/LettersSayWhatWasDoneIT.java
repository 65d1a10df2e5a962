package fr.oubli.rights.reply;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.model.datacontroller.ControllerFile;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.rights.reply.CategoryOutcome.Kind;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.RefusalGround;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.RequestHistory;
import fr.oubli.rights.request.RequestHistory.Event;
import fr.oubli.rights.request.Right;
import fr.oubli.rights.request.Stage;
import fr.oubli.rights.request.SubjectIdentities;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.testing.Company;
import fr.oubli.testing.Desk;
import fr.oubli.testing.OubliProcess;
import fr.oubli.testing.Plain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each letter tells, and that none of them is ever replaced. */
class LettersSayWhatWasDoneIT {

  private static final Identity JEANNE = Identity.email("jeanne@example.fr");

  private final Company company = new Company();
  private final Desk desk = new Desk(company);
  private final Path replies = company.folder().resolve("replies");
  private long customer;

  @BeforeEach
  void jeanne() {
    customer = company.customer("jeanne@example.fr", "+33612345678");
    company
        .jdbc()
        .update(
            "update customers set address = '1 rue des Tests', postal_code = '75011', city = 'Paris'");
  }

  @AfterEach
  void close() throws IOException {
    try (Stream<Path> written = Files.exists(replies) ? Files.walk(replies) : Stream.empty()) {
      for (Path file : written.filter(each -> each.toString().endsWith(".txt")).toList()) {
        assertThat(Files.readString(file))
            .as("%s is French as it is printed", file.getFileName())
            .doesNotContainPattern("\\p{L}'\\p{L}| [:;?!»]|« |n° ")
            .doesNotContain("jobs/", "customers", "orders", "null");
      }
    }
    company.close();
  }

  private List<Path> write(Request request, List<CategoryOutcome> outcomes) {
    return new Answer(
            company.dataSource(),
            new Letterhead(
                ControllerFile.read(Path.of("jobs/controller.yml"), Company.map()),
                Company.map(),
                replies,
                Desk.TODAY),
            desk.register().history(),
            new SubjectIdentities(
                company.jdbc(),
                Company.map(),
                Catalog.read(company.dataSource(), Company.map()),
                Company.policy().subject()))
        .write(request, outcomes);
  }

  private String letter(Request request, CategoryOutcome... outcomes) throws IOException {
    return Plain.file(write(request, List.of(outcomes)).get(1));
  }

  private List<String> job(ExitCode code, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--as-of", "" + Desk.TODAY, "--replies", "" + replies));
    OubliProcess process = company.command(all.toArray(String[]::new));
    process.finish(code);
    return code == ExitCode.DONE ? process.output() : process.errors();
  }

  /** Doubt, refusal and its copy on one day: three letters, each with its digest in the history. */
  @Test
  void everyLetterIsKeptUnderItsOwnNumberWithItsDigest() throws Exception {
    Request request = desk.letter(Right.ACCESS, JEANNE);
    long id = request.id();
    List<Path> doubt =
        write(desk.register().steps().suspend(id, "deux comptes", Desk.TODAY), List.of());
    Request refused =
        desk.register()
            .steps()
            .refuse(id, RefusalGround.IDENTITY, "pas de réponse à notre courrier", Desk.TODAY);
    List<Path> refusal = write(refused, List.of());
    List<Path> copy = write(refused, List.of());

    assertThat(doubt.get(0)).hasFileName("lettre-" + id + "-1-doute.html");
    assertThat(refusal.get(0)).hasFileName("lettre-" + id + "-2-refus.html");
    assertThat(copy.get(0)).hasFileName("lettre-" + id + "-3-refus.html");
    List<String> notes =
        desk.register().history().of(id).stream()
            .filter(event -> event.step().equals(RequestHistory.LETTER))
            .map(Event::note)
            .toList();
    assertThat(notes).hasSize(3);
    for (Path file : List.of(doubt.get(0), doubt.get(1))) {
      assertThat(notes.get(0)).contains(file.getFileName() + " sha256 " + sha256(file));
    }
    assertThat(notes.get(1)).contains(sha256(refusal.get(1)));
  }

  private static String sha256(Path file) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }

  /** A folder of another database, or a crash before the history was written. */
  @Test
  void aFileOfThatNameIsNotWrittenOver() throws IOException {
    Request request = desk.letter(Right.ACCESS, JEANNE);
    Path there = replies.resolve("demande-%1$d/lettre-%1$d-1-doute.txt".formatted(request.id()));
    Files.createDirectories(there.getParent());
    Files.writeString(there, "sent in May");
    List<Path> written =
        write(desk.register().steps().suspend(request.id(), "doute", Desk.TODAY), List.of());
    assertThat(there).hasContent("sent in May");
    assertThat(written.get(1)).isNotEqualTo(there).exists();
  }

  @Test
  void aRectificationSaysFromWhatToWhatToThePersonAndToRecipients() throws Exception {
    long id = desk.verified(Right.RECTIFICATION, JEANNE).id();
    Path values = company.folder().resolve("values.csv");
    Files.writeString(
        values,
        "collection;key;field;value\ncustomers;%1$d;city;Lyon\ncustomers;%1$d;floor;3\n"
            .formatted(customer));
    job(
        ExitCode.DONE,
        "subject-rectify",
        "--request",
        "" + id,
        "--values",
        "" + values,
        "--reports",
        "" + company.reports());
    Path folder = replies.resolve("demande-" + id);
    assertThat(Plain.file(folder.resolve("lettre-%d-1-reponse.txt".formatted(id))))
        .contains(
            "- Votre compte, Ville : « Lyon », au lieu de « Paris »",
            "- Votre compte, Étage : « 3 » ; rien n'était indiqué",
            "Jeanne Martin\n1 rue des Tests\n75011 Lyon\njeanne@example.fr",
            "Paris, le 23 novembre 2026",
            "Objet : Réponse à votre demande n° " + id,
            "Camille Exemple, déléguée à la protection des données")
        .doesNotContain("jobs/", "unzip", "1 enregistrement");
    assertThat(Plain.file(folder.resolve("notification-%d-1-1.txt".formatted(id))))
        .contains("Rectifié (compte, Ville) : « Lyon », au lieu de « Paris ».", "corriger de même")
        .doesNotContain("Votre compte", "faire de même");
    assertThat(desk.register().progress(id).stage()).isEqualTo(Stage.ANSWERED);

    desk.register().steps().close(id, "sent", Desk.TODAY);
    assertThat(company.count("oubli.request_correction")).as("values stay until the end").isZero();
  }

  /** The letter is written when the rows that say the address are gone. */
  @Test
  void anErasureIsSentToTheAddressFromBeforeWhichIsKeptNoLongerThanItsLetters() throws Exception {
    long id = desk.verified(Right.ERASURE, JEANNE).id();
    job(
        ExitCode.DONE,
        "subject-erase",
        "--request",
        "" + id,
        "--reports",
        "" + company.reports(),
        "--recordings",
        "" + company.recordings());

    Path folder = replies.resolve("demande-" + id);
    String addressed = "Jeanne Martin\n1 rue des Tests\n75011 Paris\njeanne@example.fr\n";
    assertThat(company.count("customers where address is not null")).isZero();
    assertThat(Plain.file(folder.resolve("lettre-%d-1-reponse.txt".formatted(id))))
        .contains(addressed, "votre nom et votre adresse, le temps de vous répondre");
    job(ExitCode.DONE, "reply", "--request", "" + id);
    assertThat(Plain.file(folder.resolve("lettre-%d-2-reponse.txt".formatted(id))))
        .contains(addressed);

    desk.register().steps().close(id, "envoyée", Desk.TODAY);
    assertThat(company.count("oubli.request_addressee")).isZero();
    job(ExitCode.DONE, "reply", "--request", "" + id);
    assertThat(Plain.file(folder.resolve("lettre-%d-3-reponse.txt".formatted(id))))
        .doesNotContain("Jeanne", "rue des Tests", "votre nom et votre adresse");
  }

  /** What a hold keeps is ended later, and told in another letter. */
  @Test
  void whileAnErasureGoesOnItsAddressStaysForTheNextLetter() throws Exception {
    long id = desk.verified(Right.ERASURE, JEANNE).id();
    company.insert(
        "disputes", "customer_id", customer, "status", "open", "opened_on", "2026-01-01");
    desk.erasure().erase(id);
    assertThat(company.text("select state from oubli.erasure")).isEqualTo("held");
    desk.register().history().note(id, Right.ERASURE.step(), "held");
    CategoryOutcome kept = CategoryOutcome.of("customers", Kind.KEPT, 1);
    assertThat(letter(desk.register().get(id), kept)).contains("1 rue des Tests");

    desk.register().steps().close(id, "envoyée", Desk.TODAY);
    assertThat(company.count("oubli.request_addressee")).isEqualTo(1);
    company.jdbc().update("update oubli.erasure set state = 'done'");
    assertThat(letter(desk.register().get(id), CategoryOutcome.of("customers", Kind.ERASED, 1)))
        .contains("1 rue des Tests");
    assertThat(company.count("oubli.request_addressee")).as("that was the last").isZero();
  }

  @Test
  void anHeirIsNotWrittenToAtTheAddressOfTheDead() throws Exception {
    long id = desk.verified(Right.ERASURE, JEANNE).id();
    company.jdbc().update("update oubli.request set quality = 'heir' where id = ?", id);
    desk.erasure().erase(id);
    assertThat(company.count("oubli.request_addressee")).isZero();
  }

  @Test
  void aLiftedRestrictionHasItsOwnLetterAndNotices() throws Exception {
    long id = desk.verified(Right.RESTRICTION, JEANNE).id();
    String request = "" + id;
    job(
        ExitCode.DONE,
        "subject-restrict",
        "--request",
        request,
        "--reason",
        "accuracy contested",
        "--review-on",
        "2027-06-30");
    new NoticeRegister(company.dataSource()).sent(id, "Hébergeur Exemple SAS", Desk.TODAY);
    assertThat(
            job(
                ExitCode.INVALID,
                "subject-restrict",
                "--request",
                request,
                "--lift",
                "--told-on",
                "2026-11-22"))
        .singleElement()
        .asString()
        .contains("--told-on 2026-11-22 is before the restriction of 2026-11-23");
    job(
        ExitCode.DONE,
        "subject-restrict",
        "--request",
        request,
        "--announce-lift",
        "les données sont exactes");
    job(
        ExitCode.DONE,
        "subject-restrict",
        "--request",
        request,
        "--lift",
        "--told-on",
        "2026-11-23");

    Path folder = replies.resolve("demande-" + id);
    assertThat(Plain.file(folder.resolve("lettre-%d-2-levee-annoncee.txt".formatted(id))))
        .contains("Cette limitation prendra fin", "les données sont exactes.");
    assertThat(Plain.file(folder.resolve("lettre-%d-3-levee.txt".formatted(id))))
        .contains("est levée depuis le 23 novembre 2026")
        .doesNotContain("Nous vous préviendrons", "désormais seulement conservées");
    assertThat(Plain.file(folder.resolve("notification-%d-3-1.txt".formatted(id))))
        .contains("est levée depuis le 23 novembre 2026", "Vous pouvez de nouveau utiliser");
    assertThat(new NoticeRegister(company.dataSource()).waiting(id))
        .contains("Hébergeur Exemple SAS");
    assertThat(letter(desk.register().get(id))).contains("est levée depuis");
  }

  @Test
  void whatWasDoneWithNoneIsLeftOutAndZeroIsSingular() throws IOException {
    Request request = desk.letter(Right.OBJECTION, "email", JEANNE);
    desk.register().steps().verify(request.id(), "link", Desk.TODAY);
    assertThat(
            letter(
                request,
                CategoryOutcome.of("consents", Kind.WITHDRAWN, 0),
                CategoryOutcome.of("newsletter_subscriptions", Kind.ERASED, 1)))
        .contains("de notre part, par courriel.", "1 enregistrement effacé")
        .doesNotContain(" : 0 ", "par le canal");
  }

  @Test
  void anErasureInPartSaysByWhichDutyAndUntilWhen() throws IOException {
    Request request = desk.verified(Right.ERASURE, JEANNE);
    assertThat(
            letter(
                request,
                CategoryOutcome.of("customers", Kind.ERASED, 1),
                new CategoryOutcome(
                    "invoices",
                    Kind.ARCHIVED,
                    2,
                    "legal obligation (Code de commerce art. L123-22)",
                    LocalDate.of(2036, 12, 31),
                    "le service comptable seul")))
        .contains(
            "Nous avons effacé une partie de vos données. Le reste est conservé parce qu'un texte",
            "obligation légale (Code de commerce art. L123-22) ; jusqu'au 31 décembre 2036 inclus");
    assertThat(letter(request, CategoryOutcome.of("customers", Kind.ERASED, 1)))
        .contains("Nous avons effacé vos données, catégorie par catégorie")
        .doesNotContain("Le reste est conservé");
  }

  @Test
  void anAccessSaysWhatIsNotInItAndWhatIsEnclosed() throws IOException {
    Request request = desk.verified(Right.ACCESS, JEANNE);
    desk.register().history().note(request.id(), Right.ACCESS.step(), "access-9.zip");
    assertThat(
            letter(
                request,
                new CategoryOutcome(
                    "orders",
                    Kind.WITHHELD,
                    0,
                    "Personne sur place : concerne une autre personne",
                    null,
                    null)))
        .contains(
            "Elle ne contient pas : vos commandes (Personne sur place : concerne une autre personne).",
            "Pièce jointe : access-9.zip");
    assertThat(letter(request)).contains("Rien n'en a été retiré.");
  }
}
