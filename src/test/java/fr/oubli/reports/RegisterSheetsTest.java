package fr.oubli.reports;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.model.datacontroller.ControllerFile;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.DataMapFile;
import fr.oubli.model.policy.PolicyFile;
import fr.oubli.platform.output.CsvDialect;
import fr.oubli.testing.Plain;
import fr.oubli.testing.Workbook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The register as the CNIL's own record has it, opened with code that did not write it. */
class RegisterSheetsTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

  @TempDir private Path folder;

  private ProcessingRegister register(UnaryOperator<String> change) throws IOException {
    DataMap map = DataMapFile.read(Path.of("jobs/datamap.yml"));
    Path file =
        Files.writeString(
            folder.resolve("controller.yml"),
            change.apply(Files.readString(Path.of("jobs/controller.yml"))));
    return new ProcessingRegister(
        PolicyFile.read(Path.of("jobs/policy.yml")), map, ControllerFile.read(file, map));
  }

  private Workbook workbook(UnaryOperator<String> change) throws Exception {
    return Workbook.read(register(change).write(folder, TODAY, CsvDialect.FRENCH).get(2));
  }

  private static List<String> row(Workbook workbook, int sheet, String first) {
    return workbook.rows(sheet).stream()
        .filter(row -> Plain.text(row.get(0)).startsWith(first))
        .findFirst()
        .orElseThrow()
        .stream()
        .map(Plain::text)
        .toList();
  }

  @Test
  void thereIsAListTheCompanyAndASheetForEachEntry() throws Exception {
    Workbook workbook = workbook(text -> text);

    assertThat(workbook.names())
        .containsExactly(
            "Traitements",
            "Organisme",
            "Fiche T-01",
            "Fiche T-02",
            "Fiche T-03",
            "Fiche T-04",
            "Fiche T-05",
            "Fiche T-06");
    assertThat(workbook.rows(1)).hasSize(7);
    assertThat(row(workbook, 1, "T-05"))
        .containsExactly(
            "T-05",
            "Vous informer de nos offres, si vous l'avez accepté",
            "lettre d'information\njeux et concours",
            "abonnés, participants aux jeux",
            "10/06/2024",
            "15/09/2026",
            "aucune",
            "Mailer Example Inc., États-Unis : clauses contractuelles types de la Commission"
                + " européenne",
            "non nécessaire : sans profilage",
            "Fiche T-05");
    assertThat(row(workbook, 2, "Représentant").get(1)).startsWith("aucun : la société");
    assertThat(row(workbook, 2, "Ce qui manque").get(1)).isEqualTo("rien");
  }

  @Test
  void anEntryHasTheLinesOfTheRecord() throws Exception {
    Workbook workbook = workbook(text -> text);

    assertThat(row(workbook, 3, "Sous-finalité 2").get(1)).isEqualTo("intervenir et facturer");
    assertThat(row(workbook, 3, "État civil"))
        .satisfies(row -> assertThat(row.get(2)).contains("au plus 5 ans"));
    assertThat(row(workbook, 3, "Données de localisation").get(1)).isEqualTo("non concerné");
    assertThat(row(workbook, 8, "Internet").get(1)).isNotEqualTo("non concerné");
    assertThat(row(workbook, 3, "Données de santé").get(1)).isEqualTo("non concerné");
    assertThat(row(workbook, 3, "Sous-traitants").get(1)).contains("Hébergeur Exemple SAS");
    assertThat(row(workbook, 3, "Destinataires externes").get(1)).contains("Artisans partenaires");
    assertThat(row(workbook, 3, "Destinataires internes").get(1)).isEqualTo("aucun");
    assertThat(row(workbook, 7, "Mailer Example Inc.").subList(1, 3))
        .containsExactly("États-Unis", "clauses contractuelles types de la Commission européenne");
    assertThat(row(workbook, 3, "Analyse d'impact (AIPD)").get(1)).startsWith("non nécessaire");
  }

  @Test
  void columnsHaveWidthsTheHeadingStaysAndFrenchIsSet() throws Exception {
    Workbook workbook = workbook(text -> text);

    for (int sheet = 1; sheet <= workbook.names().size(); sheet++) {
      assertThat(Workbook.elements(workbook.sheet(sheet), "col"))
          .isNotEmpty()
          .allSatisfy(
              column ->
                  assertThat(Double.parseDouble(column.getAttribute("width")))
                      .isGreaterThanOrEqualTo(9));
      assertThat(Workbook.elements(workbook.sheet(sheet), "pane"))
          .singleElement()
          .satisfies(
              pane -> {
                assertThat(pane.getAttribute("ySplit")).isEqualTo("1");
                assertThat(pane.getAttribute("state")).isEqualTo("frozen");
              });
      assertThat(workbook.rows(sheet).toString()).doesNotContain("d'", "l'", " :", " ;", "« ");
    }
  }

  @Test
  void whatLooksLikeAFormulaStaysText() throws Exception {
    Workbook workbook =
        workbook(
            text ->
                text.replace("number: T-02", "number: '=1+1'")
                    .replace("\"clients, personnes facturées\"", "\"=HYPERLINK(0)\""));

    assertThat(workbook.names()).contains("Fiche =1+1");
    assertThat(row(workbook, 1, "=1+1").get(3)).isEqualTo("=HYPERLINK(0)");
    for (int sheet = 1; sheet <= workbook.names().size(); sheet++) {
      assertThat(Workbook.elements(workbook.sheet(sheet), "f")).isEmpty();
    }
  }

  @Test
  void whatNobodySaidIsNamedAndToBeCompleted() throws Exception {
    UnaryOperator<String> less =
        text ->
            text.replaceAll("(?m)^representative: .*\n", "")
                .replaceFirst("(?m)^    number: T-01\n", "")
                .replaceFirst("(?m)^    created: 2024-03-01\n", "")
                .replaceFirst("(?m)^    sensitive: \\[]\n", "")
                .replaceFirst("(?m)^    kind: processor\n", "");
    ProcessingRegister register = register(less);

    assertThat(register.faults())
        .containsExactly(
            "responsable du traitement, à compléter : représentant (representative)",
            "finalité « Exécuter vos commandes et intervenir chez vous », à compléter : numéro"
                + " (number), date de création (created), données sensibles (sensitive)",
            "destinataires dont la nature (kind : internal, external ou processor) est à"
                + " compléter : Hébergeur Exemple SAS");
    Workbook workbook = workbook(less);
    assertThat(workbook.names()).contains("Fiche 1", "Fiche T-02");
    assertThat(row(workbook, 3, "Date de création").get(1)).isEqualTo("à compléter");
    assertThat(row(workbook, 3, "Données de santé").get(1)).isEqualTo("à compléter");
    assertThat(row(workbook, 3, "De nature à compléter").get(1)).contains("Hébergeur");
    assertThat(row(workbook, 2, "Ce qui manque").get(1)).contains("représentant");
  }

  @Test
  void whatTheFileCallsSensitiveIsAndTheMapMayNotSayMore() throws Exception {
    ProcessingRegister said =
        register(text -> text.replaceFirst("sensitive: \\[]", "sensitive: [health, nir]"));
    assertThat(said.faults()).isEmpty();
    Workbook workbook = Workbook.read(said.write(folder, TODAY, CsvDialect.FRENCH).get(2));
    assertThat(row(workbook, 3, "Données de santé").get(1)).isEqualTo("oui");
    assertThat(row(workbook, 1, "T-01").get(6))
        .isEqualTo("Données de santé\nNuméro de sécurité sociale (NIR)");
  }
}
