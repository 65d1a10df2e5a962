package fr.oubli.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.oubli.model.datacontroller.Controller;
import fr.oubli.model.datacontroller.ControllerFile;
import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.DataMapFile;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.PolicyFile;
import fr.oubli.model.policy.Rule;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.reports.NoticeComparison.Findings;
import fr.oubli.testing.Plain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivacyNoticeTest {

  private static final Policy POLICY = PolicyFile.read(Path.of("jobs/policy.yml"));
  private static final DataMap MAP = DataMapFile.read(Path.of("jobs/datamap.yml"));
  private static final Controller CONTROLLER =
      ControllerFile.read(Path.of("jobs/controller.yml"), MAP);

  @TempDir private Path folder;

  private static Findings findings(String text) {
    return new NoticeComparison(POLICY, MAP, CONTROLLER, PublishedText.of(text)).findings();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Vos commandes restent cinq (5) ans après la dernière, puis sont effacées. | 5 years | enforced by order-data",
        "Nous conservons factures et pièces de comptabilité dix ans. | 10 years | enforced by accounting-documents",
        "Un cookie est supprimé au bout de treize mois. | 13 months | enforced by cookies",
        "Un cookie est supprimé au bout de deux ans. | 2 years | enforced sooner: cookies keeps 13 months",
        "Un cookie est supprimé au bout de 15 jours. | 15 days | NOT ENFORCED as promised: cookies keeps 13 months",
        "Les factures sont conservées 12 années. | 12 years | NOT ENFORCED as promised: accounting-documents keeps 10 years",
        "Les appels enregistrés sont gardés 6 mois. | 6 months | enforced by call-recordings",
        "Nos sauvegardes sont gardées 30 jours. | 30 days | declared, as backups of the controller file; whoever makes them enforces it",
        "Nos sauvegardes sont gardées un an. | 1 year | NOT DECLARED so: the controller file says backups: P30D",
        "Les candidatures reçues sont détruites après 2 ans. | 2 years | NOT ENFORCED: no rule is about it",
        "Nous vous répondons sous un mois. | 1 month | enforced, as the time to answer a request (jobs/request list)",
        "Nous répondons à une demande en six mois. | 6 months | NOT ENFORCED: requests are answered within one month, or two more",
      })
  void eachPeriodThatIsPromisedIsEnforcedOrNot(String sentence, String period, String found) {
    assertThat(findings("Titre\n\n" + sentence).promised())
        .singleElement()
        .asString()
        .startsWith("line 3: " + period + ", “")
        .endsWith("”: " + found);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "La société existe depuis vingt ans.",
        "Vous devez avoir 15 ans pour vous inscrire.",
        "Les données sont conservées le temps nécessaire.",
        "Les mois passent, et nous gardons la tête froide.",
      })
  void whatIsNoPeriodIsNone(String sentence) {
    assertThat(findings(sentence).promised()).isEmpty();
  }

  @Test
  void eachRuleThatNothingPromisesIsNamedWithWhatTheTextSaysOfIt() {
    List<String> unpromised =
        findings("- Jouez à nos jeux concours.\n\nLes cookies sont gardés 13 mois.").unpromised();
    assertThat(unpromised).hasSize(POLICY.rules().size() - 1);
    assertThat(unpromised)
        .anyMatch(
            line ->
                line.equals(
                    "contests: at most 1 year, “Vos participations aux jeux”: the text speaks of it"
                        + " on line 1, “Jouez à nos jeux concours.”, and says no period"))
        .anyMatch(
            line ->
                line.startsWith("accounting-documents: at least 10 years, ")
                    && line.endsWith(
                        "the text does not speak of it; the policy says that it does: privacy"
                            + " policy, section 4: order forms and invoices, 10 years"))
        .noneMatch(line -> line.startsWith("cookies:"));
  }

  @Test
  void aRuleThatIsPromisedIsNotSilent() {
    assertThat(findings("Les avis publiés sont effacés au bout de 3 ans.").unpromised())
        .contains(
            "reviews-and-ratings: the text promises its period; take out policy-silent: true");
  }

  @Test
  void whatTheLawWantsToldAndTheTextDoesNotTellIsNamed() {
    List<String> silent =
        findings("Vous avez un droit d'accès, et d’opposition. Écrivez à dpo@ou-serrurier.example.")
            .silent();
    assertThat(silent)
        .contains(
            "the right of restriction (art. 18)",
            "the legal basis “intérêt légitime”",
            "the recipient Hébergeur Exemple SAS, for “hébergement des bases”",
            "that Mailer Example Inc. has data outside the European Economic Area, in"
                + " “États-Unis”, and what protects them",
            "how long backups keep what was erased")
        .noneMatch(line -> line.contains("art. 15") || line.contains("art. 21"))
        .noneMatch(line -> line.contains("officer"));
  }

  /** What is written from the files promises all that they enforce, and tells all that is due. */
  @Test
  void theChapterThatIsWrittenAgreesWithWhatItWasWrittenFrom() throws IOException {
    Path page =
        new PrivacyNotice(POLICY, MAP, CONTROLLER).write(folder, LocalDate.of(2026, 11, 30));
    String text = Files.readString(page).replaceAll("(?s)<style>.*?</style>|<[^>]*>", "");

    Findings findings = findings(text);
    assertThat(findings.silent()).isEmpty();
    assertThat(findings.promised()).noneMatch(line -> line.contains("NOT ENFORCED: no rule"));
    for (Rule rule : POLICY.rules()) {
      assertThat(Plain.text(text)).contains(rule.cites().french().replace("’", "'"));
    }
    for (Collection collection : MAP.collections()) {
      assertThat(text).contains(collection.label().replace('\'', '’'));
      if (collection.name().contains("_")) {
        assertThat(text).doesNotContain(collection.name());
      }
    }
    assertThat(text).doesNotContain("'", " :", " ;", "« ", " »", "{{");
  }

  @Test
  void aFileThatIsNoTextIsOneLine() throws IOException {
    Path file = folder.resolve("politique.txt");
    refused(file, "cannot be read");
    Files.writeString(file, "<!DOCTYPE html><p>13 mois");
    refused(file, "is a page; open it in a browser and save it as text");
    Files.write(file, "conservés 13 mois".getBytes(StandardCharsets.ISO_8859_1));
    refused(file, "is not UTF-8; save it as UTF-8");
  }

  private static void refused(Path file, String why) {
    assertThatThrownBy(() -> PublishedText.read(file))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(file + " " + why);
  }
}
