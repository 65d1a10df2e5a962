package fr.oubli.rights.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.oubli.model.datacontroller.Controller;
import fr.oubli.model.datacontroller.ControllerFile;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.rights.reply.CategoryOutcome.Kind;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.RefusalGround;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.RequestRegister;
import fr.oubli.rights.request.Right;
import fr.oubli.rights.request.SubjectIdentities;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.testing.Company;
import fr.oubli.testing.Desk;
import fr.oubli.testing.Plain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LettersIT {

  private static final Identity JEANNE = Identity.email("jeanne@example.fr");

  private final Company company = new Company();
  private final Desk desk = new Desk(company);
  @TempDir private Path folder;

  @AfterEach
  void close() {
    company.close();
  }

  private String written(Request request, List<CategoryOutcome> outcomes) throws IOException {
    return written(request, outcomes, Path.of("jobs/controller.yml"));
  }

  private String written(Request request, List<CategoryOutcome> outcomes, Path file)
      throws IOException {
    Controller controller = ControllerFile.read(file, Company.map());
    List<Path> files =
        new Answer(
                company.dataSource(),
                new Letterhead(controller, Company.map(), folder, Desk.TODAY),
                desk.register().history(),
                new SubjectIdentities(
                    company.jdbc(),
                    Company.map(),
                    Catalog.read(company.dataSource(), Company.map()),
                    Company.policy().subject()))
            .write(request, outcomes);
    for (Path each : files) {
      assertThat(Files.readString(each)).doesNotContain("{{", "()", "http://", "src=", "null");
    }
    return Plain.file(files.get(1));
  }

  @Test
  void everyRightHasALetter() throws IOException {
    company.customer("jeanne@example.fr", "+33612345678");
    for (Right right : Right.values()) {
      Request request = desk.verified(right, JEANNE);
      desk.register().history().note(request.id(), right.step(), null);
      assertThat(written(request, List.of()))
          .as("%s", right)
          .contains("demande n° " + request.id() + " du 20 novembre 2026", "CNIL", "juge");
    }
  }

  /** Two databases number their requests alike, and may write into one folder. */
  @Test
  void aLetterSaysOfWhichRegisterItsRequestIs() throws IOException {
    Request request = desk.verified(Right.ACCESS, JEANNE);
    desk.register().history().note(request.id(), Right.ACCESS.step(), null);
    String identity = String.valueOf(company.text("select id::text from oubli.identity"));

    assertThat(written(request, List.of()))
        .contains(
            "lettre n° %d-1, registre %s\n".formatted(request.id(), identity.substring(0, 8)));
  }

  @Test
  void noLetterSpeaksOfWhatNobodyDid() {
    for (Right right : Right.values()) {
      Request request = desk.verified(right, JEANNE);
      assertThatThrownBy(() -> written(request, List.of()))
          .as("%s", right)
          .isInstanceOf(Refusal.class)
          .hasMessageContaining(
              "run first: jobs/" + right.command() + " --request " + request.id());
      Request closed = desk.register().steps().closeUnanswered(request.id(), "by hand", Desk.TODAY);
      assertThatThrownBy(() -> written(closed, List.of()))
          .as("%s", right)
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("was closed without " + right.command());
      assertThat(folder).as("%s", right).isEmptyDirectory();
    }
  }

  @Test
  void aLetterAboutNobodySaysThatNothingIsHeld() throws IOException {
    for (Right right : EnumSet.complementOf(EnumSet.of(Right.OBJECTION))) {
      Request request = desk.verified(right, JEANNE);
      desk.register().history().note(request.id(), right.step(), null);
      assertThat(written(request, List.of()))
          .as("%s", right)
          .contains("n'avons trouvé aucune donnée qui vous concerne")
          .doesNotContain("toutes les données que nous détenons", "Les données suivantes");
    }
  }

  private String addressee(Request request) throws IOException {
    String letter = written(request, List.of());
    return letter.substring(
        letter.indexOf("\n\n") + 2, letter.indexOf("\n\nParis, le 23 novembre 2026"));
  }

  private Request answered(Identity... who) {
    Request request = desk.verified(Right.ACCESS, who);
    desk.register().history().note(request.id(), Right.ACCESS.step(), null);
    return request;
  }

  @Test
  void aLetterIsAddressedToThePersonWhereOneNameIsKnown() throws IOException {
    long account = company.customer("jeanne@example.fr", "+33612345678");
    Identity key = new Identity("customers.id", "" + account);
    assertThat(addressee(answered(key))).isEqualTo("Jeanne Martin\njeanne@example.fr");
    assertThat(addressee(answered(JEANNE, Identity.name("Jeanne Durand"))))
        .isEqualTo("Jeanne Durand\njeanne@example.fr");
    company.jdbc().update("update customers set first_name = null, email = 'x-at-y'");
    Request nobody = answered(key);
    assertThat(addressee(nobody)).isEqualTo("À l'auteur de la demande n° " + nobody.id());
  }

  /** Who asks without being known must not learn the name; an heir is not the dead person. */
  @Test
  void aLetterTellsNoNameToWhomIsNotKnownToBearIt() throws IOException {
    company.customer("jeanne@example.fr", "+33612345678");
    Request doubted = desk.letter(Right.ACCESS, Identity.phone("+33612345678"));
    desk.register().steps().suspend(doubted.id(), "un doute", Desk.TODAY);
    assertThat(addressee(desk.register().get(doubted.id())))
        .isEqualTo("À l'auteur de la demande n° " + doubted.id());

    desk.register().steps().learn(doubted.id(), List.of(JEANNE));
    assertThat(addressee(desk.register().get(doubted.id()))).doesNotContain("jeanne");

    Request heirs = answered(JEANNE);
    company.jdbc().update("update oubli.request set quality = 'heir' where id = ?", heirs.id());
    assertThat(addressee(desk.register().get(heirs.id())))
        .isEqualTo("À l'auteur de la demande n° " + heirs.id());
  }

  @ParameterizedTest
  @EnumSource(
      value = Right.class,
      names = {"ACCESS", "PORTABILITY"})
  void aLetterSaysHowItsBundleOpensWhereThatIsNotPlain(Right right) throws IOException {
    company.customer("jeanne@example.fr", "+33612345678");
    Request request = desk.verified(right, JEANNE);
    desk.register().history().note(request.id(), right.step(), "access-1.zip");
    assertThat(written(request, List.of()))
        .containsOnlyOnce("phrase secrète")
        .containsOnlyOnce("Elle s'ouvre avec 7-Zip");

    desk.register().history().note(request.id(), right.step(), "access-1-2.zip, not encrypted");
    assertThat(written(request, List.of()))
        .contains("Vous trouverez ci-joint")
        .doesNotContain("phrase secrète", "7-Zip");
  }

  @Test
  void anExtendedRequestThatWasAnsweredHasTheLetterOfItsAnswer() throws IOException {
    Request request = desk.verified(Right.ACCESS, JEANNE);
    Request extended =
        desk.register().steps().extend(request.id(), "nombre de demandes", Desk.TODAY);
    desk.register().history().note(request.id(), Right.ACCESS.step(), null);
    assertThat(written(extended, List.of()))
        .contains("Vous trouverez ci-joint")
        .doesNotContain("nombre de demandes");
  }

  @Test
  void anErasureSaysWhatIsKeptUntilWhenAndForWhom() throws IOException {
    company.customer("jeanne@example.fr", "+33612345678");
    Request request = desk.verified(Right.ERASURE, JEANNE);
    String letter =
        written(
            request,
            List.of(
                CategoryOutcome.of("customers", Kind.ERASED, 1),
                new CategoryOutcome(
                    "invoices",
                    Kind.ARCHIVED,
                    2,
                    "obligation légale",
                    LocalDate.of(2036, 12, 31),
                    "le service comptable seul")));
    assertThat(letter)
        .contains(
            "- Votre compte : 1 enregistrement effacé",
            "2 enregistrements conservés hors de la base active, en archive intermédiaire ; obligation légale ; jusqu'au 31 décembre 2036 inclus ; lisibles par le"
                + " service comptable seul",
            "Hébergeur Exemple SAS, Cabinet Comptable Exemple");
  }

  @ParameterizedTest
  @CsvSource({
    "P30D, 23 décembre 2026",
    "P8D, 1er décembre 2026",
    "P1Y, 23 novembre 2027",
    "P1M2W, 6 janvier 2027"
  })
  void anErasureSaysByWhichDayItIsGoneFromTheBackups(String kept, String day) throws IOException {
    company.customer("jeanne@example.fr", "+33612345678");
    Request request = desk.verified(Right.ERASURE, JEANNE);

    assertThat(
            written(
                request,
                List.of(CategoryOutcome.of("customers", Kind.ERASED, 1)),
                declaring("backups: " + kept)))
        .contains("cela en aura disparu au plus tard le " + day + ".")
        .doesNotContain("n'est pas déclarée");
  }

  @Test
  void whereNobodyDeclaredThatItIsSaid() throws IOException {
    company.customer("jeanne@example.fr", "+33612345678");
    Request request = desk.verified(Right.ERASURE, JEANNE);
    assertThat(
            written(
                request, List.of(CategoryOutcome.of("customers", Kind.ERASED, 1)), declaring("")))
        .contains("Leur durée de conservation n'est pas déclarée")
        .doesNotContain("au plus tard le");
  }

  @Test
  void aLetterThatErasedNothingSpeaksOfNoBackup() throws IOException {
    company.customer("jeanne@example.fr", "+33612345678");
    Request request = desk.verified(Right.ERASURE, JEANNE);
    assertThat(
            written(
                request,
                List.of(
                    new CategoryOutcome(
                        "invoices",
                        Kind.KEPT,
                        2,
                        "obligation légale",
                        LocalDate.of(2036, 12, 31),
                        "le service comptable seul"))))
        .doesNotContain("sauvegardes");
  }

  private Path declaring(String backups) throws IOException {
    String text = Files.readString(Path.of("jobs/controller.yml"));
    return Files.writeString(
        folder.resolve("controller.yml"), text.replaceAll("(?m)^backups: .*$", backups));
  }

  /** GDPR art. 19: each recipient of what changed, and nobody else. */
  @Test
  void recipientsAreToldByNameAndTheRegisterKnowsWhoStillIsTo() throws IOException {
    company.customer("jeanne@example.fr", "+33612345678");
    Request request = desk.verified(Right.ERASURE, JEANNE);
    written(request, List.of(CategoryOutcome.of("newsletter_subscriptions", Kind.ERASED, 1)));
    NoticeRegister notices = new NoticeRegister(company.dataSource());
    assertThat(notices.waiting(request.id())).containsExactly("Mailer Example Inc.");
    try (Stream<Path> files = Files.walk(folder)) {
      String notice =
          Plain.file(
              files
                  .filter(
                      file -> file.toString().endsWith("notification-" + request.id() + "-1-1.txt"))
                  .findFirst()
                  .orElseThrow());
      assertThat(notice).contains("À : Mailer Example Inc.", "jeanne@example.fr");
    }
    notices.sent(request.id(), "Mailer Example Inc.", Desk.TODAY);
    assertThat(notices.waiting(request.id())).isEmpty();
  }

  @Test
  void anAccessIsNotToldToRecipients() throws IOException {
    company.customer("jeanne@example.fr", "+33612345678");
    Request request = desk.verified(Right.ACCESS, JEANNE);
    written(request, List.of(CategoryOutcome.of("customers", Kind.CORRECTED, 1)));
    assertThat(company.count("oubli.notice")).isZero();
  }

  @Test
  void aDoubtAnExtensionAndARefusalSayWhy() throws IOException {
    RequestRegister register = desk.register();
    Request doubted = desk.letter(Right.ACCESS, JEANNE);
    assertThat(
            written(
                register.steps().suspend(doubted.id(), "deux comptes portent ce nom", Desk.TODAY),
                List.of()))
        .contains("deux comptes portent ce nom", "suspendu depuis le 23 novembre 2026");
    Request extended = desk.letter(Right.ACCESS, JEANNE);
    assertThat(
            written(
                register.steps().extend(extended.id(), "nombre de demandes", Desk.TODAY),
                List.of()))
        .contains("nombre de demandes", "22 février 2027");
    Request refused = desk.letter(Right.ACCESS, JEANNE);
    assertThat(
            written(
                register
                    .steps()
                    .refuse(
                        refused.id(),
                        RefusalGround.EXCESSIVE,
                        "demande répétée sans motif",
                        Desk.TODAY),
                List.of()))
        .contains(
            "car elle est excessive (RGPD, article 12(5))",
            "Les faits sur lesquels nous nous fondons",
            "demande répétée sans motif",
            "CNIL",
            "juge");
  }
}
