package fr.oubli.rights.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.opencsv.CSVParser;
import com.opencsv.CSVParserBuilder;
import com.opencsv.CSVReader;
import com.opencsv.CSVReaderBuilder;
import fr.oubli.model.datacontroller.ControllerFile;
import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.Field;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.registers.recording.RecordingFiles;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.Matches;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.RequestHistory;
import fr.oubli.rights.request.Right;
import fr.oubli.testing.Company;
import fr.oubli.testing.Desk;
import gov.loc.repository.bagit.domain.Bag;
import gov.loc.repository.bagit.reader.BagReader;
import gov.loc.repository.bagit.verify.BagVerifier;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.lingala.zip4j.ZipFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SubjectExportIT {

  private static final Identity JEANNE = Identity.email("jeanne@example.fr");

  private final Company company = new Company();
  private final Desk desk = new Desk(company);
  @TempDir private Path folder;

  @AfterEach
  void close() {
    company.close();
  }

  private SubjectExport export() {
    return new SubjectExport(
        company.dataSource(),
        Company.policy(),
        Company.map(),
        ControllerFile.read(Path.of("jobs/controller.yml"), Company.map()),
        new RecordingFiles(company.recordings()),
        folder.resolve("bundles"),
        Desk.TODAY);
  }

  private Path unpacked(Request request) throws IOException {
    Path zip = export().write(request, "secret".toCharArray());
    try (ZipFile file = new ZipFile(zip.toFile(), "secret".toCharArray())) {
      assertThat(file.isEncrypted()).isTrue();
      file.extractAll(folder.resolve("open").toString());
    }
    return folder.resolve("open").resolve(zip.getFileName().toString().replace(".zip", ""));
  }

  /** A person with a unique marker in every column that can hold one. */
  private Map<String, String> plantMarkers() {
    Map<String, String> markers = new TreeMap<>();
    long customer = company.customer("jeanne@example.fr", "+33612345678");
    long order = company.order(customer, null);
    company.invoice(customer, order, 1, "2025-05-07");
    company.recording(customer, "+33612345678", "2026-10-01 10:00+02", "calls/a.ogg");
    company.insert("contact_requests", "customer_id", customer, "channel", "site");
    company.insert(
        "cookies", "customer_id", customer, "kind", "functional", "name", "x", "value", "x");
    company.insert(
        "cookie_choices", "customer_id", customer, "visitor", "x", "kind", "x", "accepted", true);
    company.insert("consents", "customer_id", customer, "channel", "email");
    for (String table : List.of("newsletter_subscriptions", "reviews", "satisfaction_ratings")) {
      company.insert(table, "customer_id", customer);
    }
    company.insert("contest_entries", "customer_id", customer, "contest", "x");
    company.insert("messages", "customer_id", customer, "channel", "chat");
    company.insert(
        "disputes", "customer_id", customer, "status", "open", "opened_on", "2026-01-01");
    company.insert("policy_acceptances", "customer_id", customer, "policy_version", "x");
    for (Collection collection : Company.map().collections()) {
      for (Field field : collection.fields()) {
        plant(collection, field, markers);
      }
    }
    return markers;
  }

  private void plant(Collection collection, Field field, Map<String, String> markers) {
    boolean file = field.name().equals("file_path");
    boolean text =
        company.count(
                "information_schema.columns where data_type = 'text' and table_name = '%s' and column_name = '%s'"
                    .formatted(collection.name(), field.name()))
            == 1;
    boolean free =
        company.count(
                "pg_constraint where contype = 'c' and conrelid = '%s'::regclass and pg_get_constraintdef(oid) ~ '\\m%s\\M'"
                    .formatted(collection.name(), field.name()))
            == 0;
    if (text && free && !file && field.identity() == null) {
      String marker = "marker." + collection.name() + "." + field.name() + ".";
      markers.put(collection.name() + "." + field.name(), marker);
      company
          .jdbc()
          .update("update " + collection.name() + " set " + field.name() + " = ?", marker);
    }
  }

  @Test
  void accessHoldsEveryMappedFieldOfThePersonAndNobodyElses() throws Exception {
    Map<String, String> markers = plantMarkers();
    long other = company.customer("paul@example.fr", "+33699999999");
    company.jdbc().update("update customers set last_name = 'stranger' where id = ?", other);

    Path bag = unpacked(desk.verified(Right.ACCESS, JEANNE));

    String all = everything(bag);
    markers.forEach(
        (column, marker) -> {
          Field field = field(column);
          boolean withheld =
              field.disclosure().otherPerson() || field.categories().contains("employee");
          assertThat(all.contains(marker)).as(column).isEqualTo(!withheld);
        });
    assertThat(markers).hasSizeGreaterThan(40);
    assertThat(all).doesNotContain("stranger").doesNotContain("paul@example.fr");
    assertThat(Files.readString(bag.resolve("data/recordings/calls/a.ogg")))
        .isEqualTo("voice of calls/a.ogg");
  }

  @Test
  void portabilityHoldsOnlyWhatTheMapMarksAsProvidedOnConsentOrContract() throws Exception {
    Map<String, String> markers = plantMarkers();

    String all = everything(unpacked(desk.verified(Right.PORTABILITY, JEANNE)));

    markers.forEach(
        (column, marker) -> {
          if (!field(column).disclosure().provided()) {
            assertThat(all).as(column).doesNotContain(marker);
          }
        });
    assertThat(all)
        .contains(markers.get("customers.last_name"))
        .contains(markers.get("orders.problem"))
        .doesNotContain(markers.get("customers.notes"))
        .doesNotContain(markers.get("reviews.body"))
        .doesNotContain("voice of");
  }

  @Test
  void anIndependentValidatorAcceptsTheBag() throws Exception {
    plantMarkers();
    Path folderOfBag = unpacked(desk.verified(Right.ACCESS, JEANNE));

    Bag bag = new BagReader().read(folderOfBag);
    try (BagVerifier verifier = new BagVerifier()) {
      verifier.isValid(bag, true);
      verifier.isComplete(bag, true);
    }
    assertThat(bag.getMetadata().get("Payload-Oxum")).hasSize(1);
  }

  @Test
  void csvJsonAndTheirDescriptionAgree() throws Exception {
    plantMarkers();
    Path data = unpacked(desk.verified(Right.ACCESS, JEANNE)).resolve("data");

    JsonNode description =
        JsonMapper.shared().readTree(Files.readString(data.resolve("csv-metadata.json")));
    assertThat(description.get("tables").size()).isGreaterThanOrEqualTo(16);
    for (JsonNode table : description.get("tables")) {
      String url = table.get("url").asString();
      List<String[]> rows = csv(data.resolve(url));
      JsonNode objects =
          JsonMapper.shared()
              .readTree(Files.readString(data.resolve("donnees.json")))
              .get(url.replace(".csv", ""));
      List<String> names = new ArrayList<>();
      table.get("tableSchema").get("columns").forEach(c -> names.add(c.get("titles").asString()));
      assertThat(rows.get(0)).as(url).containsExactlyElementsOf(names);
      assertThat(rows).as(url).hasSize(objects.size() + 1).hasSizeGreaterThan(1);
    }
  }

  @Test
  void columnsHaveTheWordsOfTheMapAndNothingEmptyIsSent() throws Exception {
    company.customer("jeanne@example.fr", "+33612345678");
    Path data = unpacked(desk.verified(Right.ACCESS, JEANNE)).resolve("data");

    assertThat(csv(data.resolve("customers.csv")).get(0)).contains("Adresse e-mail", "Prénom");
    assertThat(Files.readString(data.resolve("donnees.json"))).contains("\"first_name\"");
    try (Stream<Path> files = Files.list(data)) {
      assertThat(files.map(file -> "" + file.getFileName()))
          .containsExactlyInAnyOrder(
              "index.html", "csv-metadata.json", "recherche.json", "customers.csv", "donnees.json");
    }
    assertThat(page(data)).contains("votre demande d'accès n°", "n'avons rien trouvé dans : vos");
  }

  @Test
  void whereNothingIsHeldThePageAloneSaysSo() throws Exception {
    Path data = unpacked(desk.verified(Right.PORTABILITY, JEANNE)).resolve("data");
    assertThat(data).isDirectoryNotContaining("glob:**.{csv,json}");
    assertThat(page(unpacked(desk.verified(Right.ACCESS, JEANNE)).resolve("data")))
        .doesNotContain("Pourquoi nous utilisons", "Qui les a reçues", "Combien de temps");
    assertThat(page(data))
        .contains("votre demande de portabilité n°", "n'avons rien trouvé dans : votre compte");
  }

  /** The page of a bundle with plain signs, as its sentences are written. */
  private static String page(Path data) throws IOException {
    return Files.readString(data.resolve("index.html")).replace('\u00a0', ' ').replace('’', '\'');
  }

  @Test
  void thePageIsSetAsFrenchIsPrintedAndItsValuesAsTheyAre() throws Exception {
    company.customer("jeanne@example.fr", "+33612345678");
    company.jdbc().update("update customers set notes = ?", "l'hiver : 4 !");

    String page =
        Files.readString(unpacked(desk.verified(Right.ACCESS, JEANNE)).resolve("data/index.html"));

    assertThat(page)
        .contains("d’accès n°\u00a0", "rien trouvé dans\u00a0:")
        .contains("<td data-value>l&#39;hiver : 4 !</td>");
  }

  @Test
  void portabilityNamesWhatItLeavesOut() throws Exception {
    plantMarkers();

    String page = page(unpacked(desk.verified(Right.PORTABILITY, JEANNE)).resolve("data"));

    assertThat(page)
        .contains(
            "La portabilité porte sur ce que vous nous avez fourni",
            field("customers.notes").label(),
            "ce n'est pas vous qui l'avez fourni")
        .doesNotContain("Rien.");
  }

  /** A sheet for a person: with a mark for Excel, and semicolons. */
  private static List<String[]> csv(Path file) throws Exception {
    String text = Files.readString(file);
    assertThat(text).startsWith("\uFEFF");
    CSVParser semicolons = new CSVParserBuilder().withSeparator(';').build();
    try (CSVReader reader =
        new CSVReaderBuilder(new StringReader(text.substring(1)))
            .withCSVParser(semicolons)
            .build()) {
      return reader.readAll();
    }
  }

  @Test
  void thePageNeedsNoNetworkAndSaysWhatWasSearchedInVain() throws Exception {
    company.customer("jeanne@example.fr", "+33612345678");
    company.jdbc().update("update customers set notes = '<script>alert(1)</script>'");

    String page = page(unpacked(desk.verified(Right.ACCESS, JEANNE)).resolve("data"));

    assertThat(Pattern.compile("(?i)(src|href|action)=[\"']?(https?:|//)").matcher(page).find())
        .isFalse();
    assertThat(
            Pattern.compile("(?i)@import|url\\(|<script [^>]|<link|<iframe").matcher(page).find())
        .isFalse();
    assertThat(page)
        .contains("&lt;script&gt;")
        .containsOnlyOnce("Nous avons cherché, et n'avons rien trouvé dans : ")
        .doesNotContain("(0)")
        .contains("Hébergeur Exemple SAS")
        .contains("3 ans à compter")
        .contains("CNIL")
        .doesNotContain("first_name");
  }

  @Test
  void thePageSpeaksOnlyOfThePurposesRecipientsAndPeriodsOfWhatIsHeld() throws Exception {
    long customer = company.customer("jeanne@example.fr", "+33612345678");
    company.jdbc().update("update customers set notes = ?", "3 rue Haute\nBâtiment B");
    company.insert("messages", "customer_id", customer, "channel", "chat");
    company.insert("messages", "customer_id", customer, "channel", "chat");

    String page = page(unpacked(desk.verified(Right.ACCESS, JEANNE)).resolve("data"));

    assertThat(page)
        .contains("Exécuter vos commandes et intervenir chez vous</strong> : votre compte</li>")
        .contains("Répondre à vos questions et régler les litiges")
        .doesNotContain("Tenir la comptabilité", "Mesurer votre satisfaction")
        .contains("Hébergeur Exemple SAS")
        .doesNotContain("Cabinet Comptable Exemple", "Mailer Example", "exercice comptable")
        .contains(">1 enregistrement, aussi <a href=\"customers.csv")
        .contains(">2 enregistrements, aussi <a href=\"messages.csv")
        .contains("<td data-value>3 rue Haute\nBâtiment B</td>");
  }

  /** Case 23 of the field: two people in one order, each sees their own half. */
  @Test
  void theTenantSeesTheTenantsHalfAndTheLandlordTheLandlords() throws Exception {
    long landlord = company.customer("landlord@example.fr", "+33611111111");
    long order = company.orderForTenant(landlord, "Zoe Locataire", "+33622222222");
    Request tenant = desk.letter(Right.ACCESS, Identity.phone("+33622222222"));
    new Matches(company.dataSource()).decide(tenant.id(), "orders:" + order, true);
    desk.register().steps().verify(tenant.id(), "call back", Desk.TODAY);

    String seenByTenant = everything(unpacked(desk.register().get(tenant.id())));
    String seenByLandlord =
        everything(unpacked(desk.verified(Right.ACCESS, Identity.email("landlord@example.fr"))));

    assertThat(seenByTenant)
        .contains("Zoe Locataire")
        .contains("Serrure")
        .doesNotContain("Proprio");
    assertThat(seenByLandlord).contains("Proprio").doesNotContain("Zoe Locataire");
  }

  @Test
  void aMissingRecordingIsOneLineAndLeavesNoBundle() {
    long customer = company.customer("jeanne@example.fr", "+33612345678");
    long call = company.recording(customer, "+33612345678", "2026-10-01 10:00+02", "a.ogg");
    assertThat(company.recordings().resolve("a.ogg").toFile().delete()).isTrue();
    Request request = desk.verified(Right.ACCESS, JEANNE);

    assertThatThrownBy(() -> export().write(request, null))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("the file of recordings " + call + " is missing");
    assertThat(folder.resolve("bundles"))
        .satisfiesAnyOf(
            none -> assertThat(none).doesNotExist(), empty -> assertThat(empty).isEmptyDirectory());
  }

  /** The passphrase of a bundle is told once: it must not be void because of another bundle. */
  @Test
  void aBundleIsNeverWrittenOverAnother() throws IOException {
    company.customer("jeanne@example.fr", "+33612345678");
    Request request = desk.verified(Right.ACCESS, JEANNE);
    BundleAnswer answering =
        new BundleAnswer(company.dataSource(), desk.register(), export(), BundleForm.ENCRYPTED);
    BundleAnswer.WrittenBundle first = answering.one(request.id());
    byte[] told = Files.readAllBytes(first.file());
    BundleAnswer.WrittenBundle second = answering.one(request.id());

    assertThat(first.line()).contains("access-" + request.id() + ".zip; passphrase");
    assertThat(second.line())
        .contains("access-" + request.id() + "-2.zip (access-" + request.id() + ".zip was there");
    assertThat(first.file()).hasBinaryContent(told);
    for (BundleAnswer.WrittenBundle answer : List.of(first, second)) {
      char[] passphrase = String.valueOf(answer.passphrase()).toCharArray();
      try (ZipFile zip = new ZipFile(answer.file().toFile(), passphrase)) {
        zip.extractAll(folder.resolve("open" + answer.file().getFileName()).toString());
      }
    }
    assertThat(
            company.text(
                "select string_agg(note, ' ' order by id) from oubli.request_event"
                    + " where step = 'bundle written'"))
        .isEqualTo("access-" + request.id() + ".zip access-" + request.id() + "-2.zip");
  }

  @Test
  void theRegisterKnowsThatABundleOpensWithoutAPassphrase() {
    company.customer("jeanne@example.fr", "+33612345678");
    Request request = desk.verified(Right.ACCESS, JEANNE);
    BundleAnswer.WrittenBundle answer =
        new BundleAnswer(company.dataSource(), desk.register(), export(), BundleForm.UNENCRYPTED)
            .one(request.id());
    assertThat(company.text("select note from oubli.request_event where step = 'bundle written'"))
        .isEqualTo(answer.file().getFileName() + RequestHistory.UNENCRYPTED);
  }

  /** Case 11. */
  @Test
  void aRecordingThatExpiresWhileItsRequestIsOpenIsInTheBundle() throws IOException {
    long customer = company.customer("jeanne@example.fr", "+33612345678");
    company.recording(customer, "+33612345678", "2026-06-01 10:00+02", "a.ogg");
    Request request = desk.verified(Right.ACCESS, JEANNE);
    company.purge(LocalDate.of(2026, 12, 15));
    assertThat(everything(unpacked(request))).contains("voice of a.ogg");
    desk.register().steps().closeUnanswered(request.id(), "sent", Desk.TODAY);
    company.purge(LocalDate.of(2026, 12, 16));
    assertThat(company.count("recordings")).isZero();
    assertThat(company.recordings().resolve("a.ogg")).doesNotExist();
  }

  @Test
  void aProposalThatNobodyDecidedStopsTheAnswer() {
    company.customer("jeanne@example.fr", "+33612345678");
    company.customer("paul@example.fr", "+33612345678");
    Request request = desk.letter(Right.ACCESS, JEANNE);
    desk.register().steps().verify(request.id(), "call back", Desk.TODAY);

    assertThatThrownBy(
            () ->
                new BundleAnswer(
                        company.dataSource(), desk.register(), export(), BundleForm.UNENCRYPTED)
                    .one(request.id()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("1 rows that may be the person");
  }

  @Test
  void manyAtOnceGoOnWhereOneFails() {
    company.customer("jeanne@example.fr", "+33612345678");
    long unlucky = company.customer("paul@example.fr", "+33699999999");
    company.recording(unlucky, "+33699999999", "2026-10-01 10:00+02", "gone.ogg");
    assertThat(company.recordings().resolve("gone.ogg").toFile().delete()).isTrue();
    desk.verified(Right.ACCESS, JEANNE);
    desk.verified(Right.PORTABILITY, JEANNE);
    long failing = desk.verified(Right.ACCESS, Identity.email("paul@example.fr")).id();
    BundleAnswer answering =
        new BundleAnswer(company.dataSource(), desk.register(), export(), BundleForm.ENCRYPTED);

    SubjectExportJob.Outcome first = new SubjectExportJob(company.dataSource(), answering).run(2);

    assertThat(first.code().code()).isEqualTo(3);
    assertThat(first.lines()).hasSize(3).filteredOn(line -> line.contains("wrote")).hasSize(2);
    assertThat(first.lines()).anyMatch(line -> line.startsWith("request " + failing + " got no"));
    assertThat(
            company.text(
                "select format('%s read, %s written, %s filtered', read_count, write_count,"
                    + " filter_count) from oubli.batch_step_execution where step_name = 'bundles'"))
        .isEqualTo("3 read, 2 written, 1 filtered");
    SubjectExportJob.Outcome again = new SubjectExportJob(company.dataSource(), answering).run(2);
    assertThat(again.lines()).hasSize(1);
  }

  private static Field field(String column) {
    int dot = column.indexOf('.');
    return Company.map()
        .required(column.substring(0, dot))
        .field(column.substring(dot + 1))
        .orElseThrow();
  }

  private static String everything(Path bag) throws IOException {
    StringBuilder all = new StringBuilder();
    try (var files = Files.walk(bag)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        all.append(Files.readString(file));
      }
    }
    return Objects.requireNonNull((@Nullable String) all.toString());
  }
}
