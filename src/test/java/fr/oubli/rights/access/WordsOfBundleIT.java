package fr.oubli.rights.access;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.decision.Eligibilities;
import fr.oubli.decision.Explainer;
import fr.oubli.decision.Explanation;
import fr.oubli.decision.Explanation.Verdict;
import fr.oubli.decision.RequestedEnds;
import fr.oubli.decision.RequestedEnds.End;
import fr.oubli.model.datacontroller.Controller;
import fr.oubli.model.datacontroller.ControllerFile;
import fr.oubli.registers.recording.RecordingFiles;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.Right;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.testing.Company;
import fr.oubli.testing.Desk;
import fr.oubli.testing.Neighbourhood;
import fr.oubli.testing.Neighbourhood.Person;
import fr.oubli.testing.Plain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.lingala.zip4j.ZipFile;
import net.lingala.zip4j.model.FileHeader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a person reads in a bundle: how much there is, until when and why, in words. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WordsOfBundleIT {

  private static final Identity JEANNE = Identity.email("jeanne@example.fr");

  private final Company company = new Company();
  private final Desk desk = new Desk(company);
  private final Controller controller =
      ControllerFile.read(Path.of("jobs/controller.yml"), Company.map());
  private final List<Person> people = new ArrayList<>();
  @TempDir private Path folder;

  @BeforeAll
  void rows() {
    people.addAll(new Neighbourhood(company, 11).people(3));
    long jeanne = company.customer("jeanne@example.fr", "+33612345678");
    long order = company.order(jeanne, null);
    company.jdbc().update("update orders set amount_incl_tax = 1234.5 where id = ?", order);
    company.invoice(jeanne, order, 900, "2025-05-07");
    company.recording(jeanne, "+33612345678", "2026-10-01 10:00+02", "calls/à garder.ogg");
    company.recording(jeanne, "+33612345678", "2026-09-01 10:00+02", "calls/b.ogg");
    company.insert(
        "cookie_choices",
        "customer_id",
        jeanne,
        "visitor",
        "v",
        "kind",
        "social",
        "accepted",
        false,
        "chosen_at",
        "2026-10-01");
  }

  @AfterAll
  void close() {
    company.close();
  }

  private Path unpacked(Request request) throws IOException {
    Path zip =
        new SubjectExport(
                company.dataSource(),
                controller.naming(Company.policy()),
                Company.map(),
                controller,
                new RecordingFiles(company.recordings()),
                folder,
                Desk.TODAY)
            .write(request, "secret".toCharArray());
    try (ZipFile file = new ZipFile(zip.toFile(), "secret".toCharArray())) {
      file.extractAll(folder.toString());
    }
    return folder.resolve(SubjectExport.name(request));
  }

  /** The page without its marks, its spaces as sentences of tests have them. */
  private String read(Request request) throws IOException {
    return Plain.file(unpacked(request).resolve("data/index.html"))
        .replaceAll("(?s)<(script|style)>.*?</\\1>", "")
        .replaceAll("<[^>]*>", " ")
        .replace("&#39;", "'")
        .replaceAll("\\s+", " ");
  }

  @Test
  void thePageBeginsWithWhatThereIsHowMuchAndUntilWhen() throws IOException {
    String page = read(desk.verified(Right.ACCESS, JEANNE));

    assertThat(page)
        .contains(
            "En résumé Voici ce que nous avons sur vous : 1 compte, 1 commande, 1 bon de commande,"
                + " facture ou avoir, 1 ligne de facture, 2 enregistrements d'appels et 1 choix de"
                + " cookies. Nous gardons ces données jusqu'à une date qui va, selon les cas, du 1er"
                + " avril 2027 au 31 décembre 2035.",
            "Votre compte 1 jusqu'au 6 mai 2030",
            "Les enregistrements de vos appels 2 jusqu'au 1er avril 2027");
    assertThat(page.indexOf("En résumé")).isLessThan(page.indexOf("Qui nous sommes"));
  }

  @Test
  void eachCollectionSaysUntilWhenForThisPersonAndWhy() throws IOException {
    String page = read(desk.verified(Right.ACCESS, JEANNE));

    assertThat(page)
        .contains(
            "Gardé jusqu'au 6 mai 2030 inclus, puis anonymisation . Vos commandes et votre compte :"
                + " 5 ans à compter du plus récent de vos évènements",
            "Gardé jusqu'au 1er avril 2027 inclus au plus tard (le plus ancien jusqu'au 1er mars"
                + " 2027), puis effacement . Enregistrements d'appels : 6 mois",
            "Gardé jusqu'au 31 décembre 2035 inclus, puis effacement . Pièces comptables : au moins"
                + " 10 ans")
        .as("rules of other people")
        .doesNotContain("Contact sans commande", "Lettre d'information", "13 mois");
  }

  @Test
  void codesAmountsAndDaysAreInWords() throws IOException {
    String page = read(desk.verified(Right.ACCESS, JEANNE));

    assertThat(page)
        .contains(
            "Commande Numéro",
            "État terminée",
            "Canal site",
            "Montant TTC 1 234,50 €",
            "Total HT 100,00 €",
            "Taux de TVA 20,00",
            "Type de document facture",
            "Émis le 07/05/2025",
            "Accepté non",
            "Enregistrement d'appel 1 sur 2")
        .doesNotContain(" done ", "invoice", "2025-05-07", " false ");
  }

  @Test
  void recordingsOpenFromTheirRow() throws IOException {
    Path bag = unpacked(desk.verified(Right.ACCESS, JEANNE));

    assertThat(Files.readString(bag.resolve("data/index.html")))
        .contains("<a href=\"recordings/calls/%C3%A0%20garder.ogg\">calls/à garder.ogg</a>");
    assertThat(bag.resolve("data/recordings/calls/à garder.ogg")).exists();
  }

  @Test
  void aPersonsSheetOpensInASpreadsheetAndAProgramsHasWhatIsStored() throws IOException {
    Path access = unpacked(desk.verified(Right.ACCESS, JEANNE)).resolve("data");
    assertThat(Plain.file(access.resolve("orders.csv")))
        .startsWith("\uFEFF\"Numéro\";")
        .contains("\"terminée\"", "\"1234,50\"", "\"06/05/2025 12:00\"");
    assertThat(Files.readString(access.resolve("donnees.json")))
        .contains("\"status\":\"done\"", "\"amount_incl_tax\":1234.50");

    Path portable = unpacked(desk.verified(Right.PORTABILITY, JEANNE)).resolve("data");
    assertThat(Files.readString(portable.resolve("customers.csv")))
        .contains(",+33612345678,")
        .doesNotContain("'+33");
    assertThat(Files.readString(portable.resolve("orders.csv"))).contains("1234.50");
  }

  @Test
  void theFirstPageOpensWithoutThePassphraseAndHoldsNobody() throws IOException {
    Request request = desk.verified(Right.ACCESS, JEANNE);
    Path bag = unpacked(request);
    try (ZipFile zip = new ZipFile(folder.resolve(SubjectExport.name(request) + ".zip").toFile())) {
      List<FileHeader> files = zip.getFileHeaders();
      assertThat(files.get(0).getFileName())
          .isEqualTo(SubjectExport.name(request) + "/LISEZ-MOI.html");
      assertThat(files).filteredOn(file -> !file.isEncrypted()).containsExactly(files.get(0));
      zip.extractFile(files.get(0), folder.resolve("first").toString());
    }
    String first =
        Plain.file(
            folder.resolve("first").resolve(SubjectExport.name(request)).resolve("LISEZ-MOI.html"));
    assertThat(first)
        .contains("href=\"data/index.html\"", "demande d'accès n° " + request.id())
        .doesNotContain("jeanne", "Jeanne", "{{");
    assertThat(Files.readString(bag.resolve("tagmanifest-sha256.txt")))
        .contains("  LISEZ-MOI.html\n", "  manifest-sha256.txt\n", "  bag-info.txt\n");
  }

  /** Whoever the person is: what the page says of rows is what {@code explain} says of each. */
  @Test
  void theDaysAreThoseThatExplainTellsOfEachRow() {
    Catalog catalog = Catalog.read(company.dataSource(), Company.map());
    Explainer explainer =
        new Explainer(
            Company.policy(),
            new Eligibilities(Company.policy(), Company.map(), catalog, Desk.TODAY),
            company.dataSource());
    List<Request> requests = new ArrayList<>(List.of(desk.verified(Right.ACCESS, JEANNE)));
    people.forEach(
        person -> requests.add(desk.verified(Right.ACCESS, Identity.email(person.email()))));
    List<Long> ids = requests.stream().map(Request::id).toList();
    Map<Long, List<End>> told =
        new RequestedEnds(company.jdbc(), Company.policy(), Company.map(), catalog, Desk.TODAY)
            .of(
                ids,
                Company.map().collections().stream()
                    .map(each -> each.name())
                    .collect(Collectors.toSet()));

    int rows = 0;
    for (long id : ids) {
      Map<String, List<LocalDate>> explained = explained(explainer, id);
      Map<String, List<LocalDate>> ends = new TreeMap<>();
      for (End end : told.getOrDefault(id, List.of())) {
        String key = end.collection() + " " + end.rule().name() + " " + end.verdict();
        ends.merge(key, days(end), WordsOfBundleIT::all);
      }
      rows += explained.values().stream().mapToInt(List::size).sum();
      assertThat(ends.keySet()).isEqualTo(explained.keySet());
      explained.forEach(
          (key, days) -> {
            assertThat(ends.getOrDefault(key, List.of()).stream().min(LocalDate::compareTo))
                .as(key)
                .isEqualTo(days.stream().min(LocalDate::compareTo));
            assertThat(ends.getOrDefault(key, List.of()).stream().max(LocalDate::compareTo))
                .as(key)
                .isEqualTo(days.stream().max(LocalDate::compareTo));
          });
    }
    assertThat(rows).isGreaterThan(20);
  }

  private static List<LocalDate> days(End end) {
    LocalDate first = end.days().first();
    LocalDate last = end.days().last();
    return first == null || last == null ? List.of() : List.of(first, last);
  }

  private static List<LocalDate> all(List<LocalDate> one, List<LocalDate> other) {
    List<LocalDate> all = new ArrayList<>(one);
    all.addAll(other);
    return all;
  }

  private Map<String, List<LocalDate>> explained(Explainer explainer, long request) {
    Map<String, List<LocalDate>> explained = new TreeMap<>();
    company
        .jdbc()
        .query(
            "select collection, row_key from oubli.request_match where request = ?"
                + " and state = 'confirmed'",
            row -> {
              String collection = String.valueOf(row.getString("collection"));
              for (Explanation one :
                  explainer.explain(collection, String.valueOf(row.getString("row_key")))) {
                if (one.verdict() != Verdict.OUT_OF_REACH && one.verdict() != Verdict.DONE) {
                  LocalDate due = one.dueOn();
                  explained.merge(
                      collection + " " + one.rule() + " " + one.verdict(),
                      due == null ? List.of() : List.of(due.minusDays(1)),
                      WordsOfBundleIT::all);
                }
              }
            },
            request);
    return explained;
  }
}
