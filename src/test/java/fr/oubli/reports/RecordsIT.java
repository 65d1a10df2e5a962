package fr.oubli.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.opencsv.CSVReader;
import com.opencsv.CSVReaderBuilder;
import com.opencsv.RFC4180ParserBuilder;
import com.opencsv.exceptions.CsvException;
import fr.oubli.model.datacontroller.Controller;
import fr.oubli.model.datacontroller.ControllerFile;
import fr.oubli.platform.output.CsvDialect;
import fr.oubli.platform.output.Typography;
import fr.oubli.purge.PurgeOutcome;
import fr.oubli.registers.hold.HoldRegister;
import fr.oubli.registers.hold.HoldRegister.Scope;
import fr.oubli.rights.reply.NoticeRegister;
import fr.oubli.testing.Company;
import fr.oubli.testing.Plain;
import fr.oubli.testing.Shop;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is printed, signed and filed. */
class RecordsIT {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
  private static final String MARK = "zzmarker";

  private final Shop shop = Shop.fresh();
  @TempDir private Path folder;

  @AfterEach
  void close() {
    shop.close();
  }

  private static List<Map<String, String>> read(Path file) throws IOException, CsvException {
    String text = Files.readString(file);
    assertThat(text).startsWith("\uFEFF");
    List<Map<String, String>> rows = new ArrayList<>();
    try (CSVReader reader =
        new CSVReaderBuilder(new StringReader(text.substring(1)))
            .withCSVParser(new RFC4180ParserBuilder().withSeparator(';').build())
            .build()) {
      List<String[]> lines = reader.readAll();
      for (String[] line : lines.subList(1, lines.size())) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < line.length; i++) {
          row.put(Plain.text(lines.get(0)[i]), Plain.text(line[i]));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  private static Controller controller(String file) {
    return ControllerFile.read(Path.of(file), Company.map());
  }

  private List<Path> record(long run) {
    return record(run, "jobs/controller.yml");
  }

  private List<Path> record(long run, String controller) {
    return new DestructionRecord(
            new RunReader(shop.dataSource()).run(run).orElseThrow(),
            new DestructionReader(shop.dataSource()),
            controller(controller),
            new ReaderNames(shop.policy(), Company.map(), new ReportWords(ReportWords.Language.FR)))
        .write(folder, TODAY, CsvDialect.FRENCH);
  }

  private void plant() {
    for (int i = 0; i < 4; i++) {
      shop.insert("cookies", "value", MARK, "set_at", "2020-01-01");
    }
    long kept = shop.cookie("2020-01-01");
    new HoldRegister(shop.dataSource())
        .add(Scope.ROW, "cookies", Long.toString(kept), MARK, "Legal", TODAY.plusDays(1), "me");
    shop.insert("cookies", "value", MARK, "set_at", null);
    shop.file(MARK + ".wav");
    shop.insert(
        "recordings",
        "caller_number",
        MARK,
        "started_at",
        "2020-01-01",
        "file_path",
        MARK + ".wav");
    long person =
        shop.insert(
            "customers",
            "email",
            MARK + "@example.fr",
            "last_name",
            MARK,
            "created_at",
            "2019-01-01");
    shop.order(person, "2019-01-01");
  }

  @Test
  void theRecordSaysWhatTheLedgerSays() throws Exception {
    plant();
    PurgeOutcome outcome = shop.purge(TODAY.toString());

    List<Path> written = record(outcome.run());

    List<Map<String, String>> rows = read(written.get(1));
    assertThat(rows)
        .extracting(row -> row.get("Code de la collection"))
        .contains("cookies", "recordings");
    long total = rows.stream().mapToLong(row -> Long.parseLong(row.get("Nombre de lignes"))).sum();
    assertThat(Long.toString(total))
        .isEqualTo(shop.text("select sum(row_count) from oubli.ledger_entry"));
    Map<String, String> cookies = row(rows, "cookies");
    assertThat(cookies)
        .containsEntry("Nombre de lignes", "4")
        .containsEntry("Point de départ du délai, jusqu'au", "22/10/2025")
        .containsEntry("Base légale", "consentement")
        .containsEntry("Exécuté par", "test-operator")
        .containsEntry("Exceptions", "1 ligne retenue, 1 ligne en quarantaine");
    assertThat(row(rows, "recordings").get("Méthode")).contains("effacement des fichiers");
    assertThat(cookies.get("Racine de Merkle"))
        .isEqualTo("sha256:" + shop.text("select merkle_root from oubli.seal"));
    assertThat(cookies.get("Signature"))
        .isEqualTo("ed25519:" + shop.text("select signature from oubli.seal"));
    assertThat(Files.readString(written.get(0)))
        .contains("Procès-verbal de destruction", "jobs/verify-ledger", "1 ligne retenue")
        .doesNotContain("http", "<script", "src=");
  }

  private static Map<String, String> row(List<Map<String, String>> rows, String collection) {
    return rows.stream()
        .filter(row -> collection.equals(row.get("Code de la collection")))
        .findFirst()
        .orElseThrow();
  }

  private static String text(List<Path> written) throws IOException {
    return Plain.file(written.get(0)).replace("&#39;", "'");
  }

  @Test
  void theRecordSaysByWhichDayTheBackupsHaveItNoMore() throws IOException {
    plant();
    long run = shop.purge(TODAY.toString()).run();
    LocalDate sealed =
        LocalDate.ofInstant(
            new RunReader(shop.dataSource()).run(run).orElseThrow().seal().seal().at(),
            shop.policy().zone());

    assertThat(text(record(run)))
        .contains(
            "gardées 30 jours : ce qui a été détruit en aura disparu au plus tard le "
                + Typography.day(sealed.plusDays(30))
                + ".");

    Path undeclared =
        Files.writeString(
            folder.resolve("undeclared.yml"),
            Files.readString(Path.of("jobs/controller.yml")).replaceAll("(?m)^backups: .*$", ""));
    assertThat(text(record(run, undeclared.toString())))
        .contains("La durée de conservation des sauvegardes n'est pas déclarée")
        .doesNotContain("au plus tard");
    long idle = shop.purge(TODAY.toString()).run();
    assertThat(text(record(idle))).contains("Rien n'a été détruit.");
  }

  @Test
  void noRecordHoldsAPersonalValue() throws IOException {
    plant();
    for (Path file : record(shop.purge(TODAY.toString()).run())) {
      assertThat(Files.readString(file)).contains("cookies").doesNotContain(MARK);
    }
  }

  @Test
  void anApprovedPlanNamesWhoMadeIt() throws Exception {
    shop.cookie("2020-01-01");
    String hash = Shop.planNamedIn(shop.dryRun(TODAY.toString()).remarks());

    List<Path> written = record(shop.purgePlan(hash).run());

    assertThat(read(written.get(1)).get(0).get("Ordonné par"))
        .startsWith("le plan approuvé " + hash + ", établi par test-operator le ");
  }

  @Test
  void aRunThatIsNotSealedHasNoRecord() {
    shop.insert(
        "oubli.run",
        "as_of",
        TODAY,
        "policy",
        "shop",
        "policy_sha256",
        "x",
        "map_sha256",
        "x",
        "operator",
        "me");

    assertThat(new RunReader(shop.dataSource()).run(1)).isEmpty();
  }

  private void request(
      String state,
      String received,
      String deadline,
      @Nullable String ended,
      @Nullable String suspended,
      @Nullable String extended) {
    shop.accessRequest(
        "state",
        state,
        "received_on",
        received,
        "deadline",
        deadline,
        "ended_on",
        ended,
        "suspended_on",
        suspended,
        "extended_on",
        extended,
        "extension_reason",
        extended == null ? null : MARK,
        "outcome",
        MARK,
        "reply",
        MARK,
        "identity_means",
        MARK,
        "opened_by",
        "me");
  }

  @Test
  void requestsTellDeadlinesTimesAndLateness() throws Exception {
    request("open", "2026-10-01", "2026-11-02", null, null, null);
    request("closed", "2026-10-02", "2026-11-02", "2026-10-12", null, null);
    request("closed", "2026-10-03", "2026-11-03", "2026-11-06", null, null);
    request("suspended", "2026-09-01", "2026-10-01", null, "2026-09-20", null);
    request("verified", "2026-10-05", "2027-01-05", null, null, "2026-10-20");
    RequestReport report = new RequestReport(new RegisterReader(shop.dataSource()), TODAY);

    Path file = report.write(folder, CsvDialect.FRENCH);

    assertThat(read(file))
        .extracting(
            row ->
                String.join(
                    "|",
                    row.get("Reçue le"),
                    row.get("État"),
                    row.get("Jours restants"),
                    row.get("Délai de réponse (jours)"),
                    row.get("Jours de retard"),
                    row.get("Prolongée le")))
        .containsExactly(
            "01/09/2026|suspendue|||0|",
            "01/10/2026|ouverte|-21||21|",
            "02/10/2026|close||10|0|",
            "03/10/2026|close||34|3|",
            "05/10/2026|identité vérifiée|43||0|20/10/2026");
    assertThat(report.requests()).isEqualTo(5);
    assertThat(report.late()).isEqualTo(1);
    assertThat(Files.readString(file)).doesNotContain(MARK);
  }

  @Test
  void recipientsThatAreStillToBeToldAreNamedUntilTheyAre() throws Exception {
    request("closed", "2026-10-02", "2026-11-02", "2026-10-12", null, null);
    request("open", "2026-11-02", "2026-12-02", null, null, null);
    shop.jdbc()
        .execute(
            "insert into oubli.notice select min(id), name, '2026-10-12'::date + place::int"
                + " from oubli.request, unnest(array['Support SA', 'Artisans', 'Pub SAS'])"
                + " with ordinality recipient (name, place) group by name, place");
    NoticeRegister notices = new NoticeRegister(shop.dataSource());
    notices.sent(1, "Artisans", TODAY);
    RegisterReader register = new RegisterReader(shop.dataSource());

    List<Map<String, String>> rows =
        read(new RequestReport(register, TODAY).write(folder, CsvDialect.FRENCH));
    assertThat(rows)
        .extracting(
            row -> row.get("Destinataires à notifier") + "|" + row.get("Notification rédigée le"))
        .containsExactly("Pub SAS, Support SA|13/10/2026", "|");
    assertThat(register.noticesToSend())
        .isEqualTo(new RegisterReader.Notices(2, LocalDate.of(2026, 10, 13)));
    notices.sent(1, "Pub SAS", TODAY);
    notices.sent(1, "Support SA", TODAY);
    assertThat(register.noticesToSend()).isEqualTo(new RegisterReader.Notices(0, null));
  }

  @Test
  void theShippedRegisterIsWhole() throws Exception {
    Controller controller = controller("jobs/controller.yml");
    ProcessingRegister register =
        new ProcessingRegister(Company.policy(), Company.map(), controller);

    assertThat(register.faults()).isEmpty();
    List<Path> written = register.write(folder, TODAY, CsvDialect.FRENCH);
    List<Map<String, String>> rows = read(written.get(1));
    assertThat(rows).hasSameSizeAs(controller.purposes());
    assertThat(rows.get(0).get("Catégories de données")).contains("Coordonnées : Adresse");
    assertThat(rows.get(0).get("Délais d'effacement"))
        .contains("Enregistrements d'appels : au plus 6 mois");
    assertThat(rows.get(4).get("Transferts hors de l'Union et garanties"))
        .contains("clauses contractuelles types");
    assertThat(rows).allSatisfy(row -> assertThat(row.values()).doesNotContain("non renseigné"));
    assertThat(Files.readString(written.get(0)))
        .contains("RGPD, article 30")
        .doesNotContain("Ce registre n’est pas complet", "http", "<script");
  }

  @Test
  void aTransferWithoutSafeguardsIsNamed() throws Exception {
    String file =
        Files.readString(Path.of("jobs/controller.yml"))
            .replace(
                "    safeguards: \"clauses contractuelles types de la Commission européenne\"\n",
                "");
    Path without = Files.writeString(folder.resolve("controller.yml"), file);
    ProcessingRegister register =
        new ProcessingRegister(Company.policy(), Company.map(), controller(without.toString()));

    assertThat(register.faults())
        .singleElement()
        .asString()
        .startsWith("destinataire « Mailer Example Inc. » : pays non reconnu")
        .contains("(États-Unis)");
    List<Map<String, String>> rows = read(register.write(folder, TODAY, CsvDialect.FRENCH).get(1));
    assertThat(rows.get(4).get("Transferts hors de l'Union et garanties"))
        .isEqualTo("Mailer Example Inc., États-Unis : garanties à compléter");
    assertThat(rows.get(1).get("Transferts hors de l'Union et garanties")).isEmpty();
  }

  @Test
  void whatTheRegisterLacksIsNamed() throws IOException {
    String file =
        Files.readString(Path.of("jobs/controller.yml"))
            .replace(", policy_acceptances]", "]")
            .replace("collections: [orders]", "collections: [policy_acceptances]");
    Path controller = Files.writeString(folder.resolve("controller.yml"), file);
    var policy = Company.policy();
    var without =
        policy.withRules(
            policy.rules().stream().filter(rule -> !rule.name().equals("satisfaction")).toList());
    ProcessingRegister register =
        new ProcessingRegister(without, Company.map(), controller(controller.toString()));

    assertThat(register.faults())
        .containsExactly(
            "finalité « Mesurer votre satisfaction » : aucune règle n'efface Notes de satisfaction",
            "catégories sans finalité : Données de connexion, Identifiants (Acceptations de la"
                + " politique de confidentialité)",
            "destinataire « Artisans partenaires » : aucune finalité n'utilise Acceptations de la"
                + " politique de confidentialité");
    assertThat(Files.readString(register.write(folder, TODAY, CsvDialect.FRENCH).get(0)))
        .contains("Ce registre n’est pas complet", "aucune règle n’efface");
    assertThat(Objects.requireNonNull(folder.toFile().list())).contains("processing-register.csv");
  }
}
