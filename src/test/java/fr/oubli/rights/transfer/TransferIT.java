package fr.oubli.rights.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fr.oubli.model.datacontroller.ControllerFile;
import fr.oubli.model.session.NightWork;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.rights.objection.SubjectObject;
import fr.oubli.rights.reply.FileDigest;
import fr.oubli.rights.reply.Letterhead;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.Matches;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.Right;
import fr.oubli.testing.Company;
import fr.oubli.testing.Desk;
import fr.oubli.testing.OubliProcess;
import fr.oubli.testing.WrittenFrench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A business changes hands: its people are told, some object, and what may go goes. */
class TransferIT {

  private static final String BUYER = "Serrures d'Azur SAS";
  private static final String ON = "2027-01-15";

  private final Company company = new Company();
  private final Desk desk = new Desk(company);
  private long anne;
  private long post;

  @AfterEach
  void close() {
    company.close();
  }

  @BeforeEach
  void people() {
    anne = person("anne@exemple.fr", "Anne", "Morel", "1 rue Haute", "01000");
    long second = person(" ANNE@exemple.fr", "Anne", "Morel", "1 rue Haute", "01000");
    order(anne, "anne@exemple.fr");
    order(second, null);
    order(null, "anne@exemple.fr");
    person("bruno@exemple.fr", "Bruno", "Morel", "1 rue Haute", "01000");
    long refuses = person("refuse@exemple.fr", "Rosa", "Petit", null, null);
    company.insert(
        "consents", "customer_id", refuses, "channel", "email", "granted_at", "2026-01-01");
    post = person("x1", "Paul", "Poste", "3 quai Sud", "69002");
    person("x2", "Nora", "Nulle", null, null);
    order(null, "invite@exemple.fr");
    order(null, null);
  }

  private long person(
      String email,
      String first,
      String last,
      @Nullable String address,
      @Nullable String postalCode) {
    return company.insert(
        "customers",
        "email",
        email,
        "first_name",
        first,
        "last_name",
        last,
        "address",
        address,
        "postal_code",
        postalCode,
        "city",
        address == null ? null : "Lyon",
        "created_at",
        "2026-01-01");
  }

  private long order(@Nullable Long customer, @Nullable String email) {
    return company.insert(
        "orders",
        "customer_id",
        customer,
        "email",
        email,
        "channel",
        "site",
        "status",
        "done",
        "service",
        "Serrure",
        "ordered_at",
        "2026-02-01",
        "address",
        "9 place Neuve",
        "city",
        "Lyon",
        "first_name",
        "Client",
        "last_name",
        "De passage");
  }

  private List<String> notice(String day) {
    Letterhead head =
        new Letterhead(
            ControllerFile.read(Path.of("jobs/controller.yml"), Company.map()),
            Company.map(),
            replies(),
            LocalDate.parse(day));
    TransferNotice.Outcome outcome =
        new TransferNotice(
                company.dataSource(), Company.policy(), Company.map(), head, company.keys(), "dpo")
            .tell(BUYER, LocalDate.parse(ON));
    return new TransferLines(Company.policy()).of(outcome, replies());
  }

  /** As it is written on a plain keyboard. */
  private String letter(int notice) throws IOException {
    return Files.readString(replies().resolve("cession-1/lettre-" + notice + ".txt"))
        .replace('\u00a0', ' ')
        .replace('’', '\'');
  }

  private void export(String day, String folder) {
    new TransferExport(
            company.dataSource(),
            Company.policy(),
            Company.map(),
            company.keys(),
            LocalDate.parse(day),
            "dpo")
        .write(1, company.folder().resolve(folder));
  }

  /** The one line with which nothing goes. */
  private String refused(String day, ExitCode code) {
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> export(day, "out"));
    assertThat(refusal.code()).isEqualTo(code);
    assertThat(refusal.lines()).hasSize(1);
    assertThat(company.folder().resolve("out/SHA256SUMS")).doesNotExist();
    return refusal.lines().get(0);
  }

  private Path replies() {
    return company.folder().resolve("replies");
  }

  private List<String> lines(String file) throws IOException {
    String text = Files.readString(replies().resolve("cession-1").resolve(file));
    return text.replace("\uFEFF", "").lines().toList();
  }

  /** The rows that were found for certain are theirs, and nothing else. */
  private Request verified(Right right, String scope, Identity who) {
    Request request = desk.letter(right, scope, who);
    Matches matches = new Matches(company.dataSource());
    matches
        .proposals(request.id())
        .forEach(row -> matches.decide(request.id(), row.collection() + ":" + row.key(), false));
    return desk.register().steps().verify(request.id(), "link", Desk.TODAY);
  }

  private void objected(String scope, Identity who) {
    Request request = verified(Right.OBJECTION, scope, who);
    new SubjectObject(
            company.dataSource(), Company.policy(), Company.map(), company.keys(), Desk.TODAY)
        .object(request, company.reports(), "dpo");
    desk.register().history().note(request.id(), Right.OBJECTION.step(), scope);
  }

  private List<String> exported(String folder, String collection) throws IOException {
    return Files.readAllLines(company.folder().resolve(folder).resolve(collection + ".csv"));
  }

  private String counts() {
    return String.valueOf(
        company.text(
            "select string_agg(collection || ' ' || outcome || ' ' || row_count, ', '"
                + " order by collection, outcome) from oubli.transfer_export_count"
                + " where collection in ('customers', 'orders') and row_count > 0"));
  }

  @Test
  void everyoneIsToldOnceByTheChannelThatReachesThem() throws Exception {
    objected("all", Identity.email("refuse@exemple.fr"));
    assertThat(notice("2026-12-01"))
        .contains(
            "told by e-mail: 4 people; by post: 1",
            "not reached: 1 person with no address that the policy names, who is not told; what is"
                + " theirs does not go",
            "rows that nothing ties to anybody, which do not go: orders 1");
    assertThat(lines("courriels-1.csv"))
        .containsExactly(
            "\"e-mail\";\"nom\"",
            "\"anne@exemple.fr\";\"Anne Morel\"",
            "\"bruno@exemple.fr\";\"Bruno Morel\"",
            "\"invite@exemple.fr\";\"Client De passage\"",
            "\"refuse@exemple.fr\";\"Rosa Petit\"");
    assertThat(lines("courriers-1.csv"))
        .containsExactly(
            "\"nom\";\"adresse\";\"code postal et ville\"",
            "\"Paul Poste\";\"3 quai Sud\";\"69002 Lyon\"");
    Path list = replies().resolve("cession-1/courriels-1.csv");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(list)))
        .isEqualTo("rw-------");
  }

  @Test
  void theLetterSaysToWhomWhenWhatAndUntilWhenOneCanObject() throws Exception {
    notice("2026-12-01");
    assertThat(letter(1))
        .contains(
            BUYER + ". Le 15 janvier 2027",
            "votre compte, vos demandes de contact, vos commandes",
            "jusqu'au 14 janvier 2027 inclus",
            "réclamation auprès de la CNIL");
    WrittenFrench french = WrittenFrench.of(Company.policy(), Company.map());
    for (String file : List.of("lettre-1.txt", "lettre-1.html")) {
      assertThat(french.faults(replies().resolve("cession-1").resolve(file))).isEmpty();
    }
  }

  @Test
  void whoWasErasedIsNotWrittenToAndWhatIsLeftOfThemStays() throws Exception {
    long invoiced = person("parti@exemple.fr", "Pia", "Partie", null, null);
    company.invoice(invoiced, order(invoiced, "parti@exemple.fr"), 1, "2025-05-07");
    desk.erasure().erase(verified(Right.ERASURE, "all", Identity.email("parti@exemple.fr")).id());
    person("parti@exemple.fr", "Pia", "Revenue", null, null);
    assertThat(notice("2026-12-01"))
        .anyMatch(line -> line.matches("not written to.*: [12] (person|people) erased"));
    assertThat(lines("courriels-1.csv")).noneMatch(line -> line.contains("parti@"));
    export("2027-01-15", "out");
    assertThat(exported("out", "customers")).noneMatch(line -> line.contains("parti@"));
    assertThat(exported("out", "invoices")).hasSize(1);
  }

  @Test
  void theSameCommandOnTheSameDayWritesTheSameFiles() throws Exception {
    notice("2026-12-01");
    byte[] first = Files.readAllBytes(replies().resolve("cession-1/courriels-1.csv"));
    assertThat(notice("2026-12-01")).anyMatch(line -> line.contains("written again"));
    assertThat(Files.readAllBytes(replies().resolve("cession-1/courriels-1.csv"))).isEqualTo(first);
    assertThat(notice("2026-12-02"))
        .anyMatch(
            line -> line.endsWith("nobody is new since the last notice, and nothing was written"));
    assertThat(company.count("oubli.transfer_notice")).isEqualTo(1);
  }

  @Test
  void aSecondNoticeIsForWhoIsNewAndDelaysWhatGoes() throws Exception {
    notice("2026-12-01");
    person("neuf@exemple.fr", "Nina", "Neuve", null, null);
    assertThat(refused("2027-01-15", ExitCode.REFUSED))
        .isEqualTo(
            "1 person is there who was never told of transfer 1; tell them first:"
                + " jobs/transfer-notice --to \"Serrures d'Azur SAS\" --on 2027-01-15");
    notice("2026-12-20");
    assertThat(lines("courriels-2.csv"))
        .containsExactly("\"e-mail\";\"nom\"", "\"neuf@exemple.fr\";\"Nina Neuve\"");
    assertThat(letter(2)).contains("Le 19 janvier 2027", "jusqu'au 18 janvier 2027 inclus");
    assertThat(refused("2027-01-18", ExitCode.REFUSED))
        .isEqualTo(
            "people were told of transfer 1 on 2026-12-20, and the policy promises P30D before:"
                + " nothing goes before 2027-01-19");
    export("2027-01-19", "out");
    assertThat(exported("out", "customers")).anyMatch(line -> line.contains("neuf@"));
  }

  @Test
  void whoObjectsToTheTransferStaysWithAllThatIsTiedToThem() throws Exception {
    notice("2026-12-01");
    order(anne, "bruno@exemple.fr");
    company.insert("consents", "customer_id", anne, "channel", "email", "granted_at", "2026-01-01");
    Request waiting = desk.letter(Right.OBJECTION, "transfer", Identity.email("refuse@exemple.fr"));
    assertThat(refused("2027-01-15", ExitCode.REFUSED))
        .isEqualTo(
            "objections to the transfer wait, of request %d: carry them out with jobs/subject-object, or refuse them, and export again"
                .formatted(waiting.id()));
    company.jdbc().update("update oubli.request set state = 'refused', ended_on = received_on");
    objected("transfer", Identity.email("bruno@exemple.fr"));
    assertThat(company.count("consents where withdrawn_at is null")).isEqualTo(2);
    export("2027-01-15", "out");
    assertThat(counts())
        .isEqualTo(
            "customers goes 4, customers not told 1, customers objected 1,"
                + " orders goes 4, orders nobody's 1, orders objected 1");
    assertThat(TransferLines.table(new TransferAnswers(company.jdbc()).all()))
        .containsPattern(BUYER + ".*2027-01-15.*2026-12-01.* 4 .* 1 .* 1 .* 1 .* 1");
  }

  @Test
  void whoHasNoAddressThatTheListKnowsCanObjectToo() throws Exception {
    notice("2026-12-01");
    objected("transfer", new Identity("customers.id", "" + post));
    export("2027-01-15", "out");
    assertThat(exported("out", "customers")).noneMatch(line -> line.contains("Paul,Poste"));
  }

  @Test
  void anAccountThatANightMaskedIsNobodysToWriteTo() {
    company.insert(
        "customers",
        "email",
        "vieille@exemple.fr",
        "first_name",
        "Vera",
        "created_at",
        "2010-01-01");
    company.purge(Desk.TODAY);
    assertThat(notice("2026-12-01"))
        .contains("not written to, and what is left of theirs does not go: 1 person erased");
    export("2027-01-15", "out");
    assertThat(counts()).contains("customers erased 1, customers goes 5");
  }

  @Test
  void anObjectionToTheTransferStopsNoMailingAndIsAnsweredAsSuch() throws Exception {
    Request request = verified(Right.OBJECTION, "transfer", Identity.email("bruno@exemple.fr"));
    OubliProcess done =
        company.command(
            "subject-object",
            "--request",
            "" + request.id(),
            "--replies",
            replies().toString(),
            "--reports",
            company.reports().toString());
    assertThat(done.code()).as("%s", done.errors()).isZero();
    String answer = "demande-%1$d/lettre-%1$d-1-reponse.txt".formatted(request.id());
    assertThat(Files.readString(replies().resolve(answer)).replace('’', '\''))
        .contains("Vos données ne seront pas transmises à l'acquéreur de notre activité.")
        .doesNotContain("prospection");
    Path mailing = Files.writeString(company.folder().resolve("m.txt"), "bruno@exemple.fr\n");
    assertThat(checked(mailing, "email")).isZero();
    assertThat(checked(mailing, "all")).isZero();
    assertThat(checked(mailing, "transfer")).isEqualTo(3);
    assertThat(notice("2026-12-01"))
        .contains("objected to transfers: 1 person, whose data do not go");
  }

  private int checked(Path mailing, String channel) throws Exception {
    return company.command("suppression", "check", mailing.toString(), "--channel", channel).code();
  }

  @Test
  void whatIsRestrictedStays() throws Exception {
    notice("2026-12-01");
    company.insert(
        "oubli.hold",
        "kind",
        "restriction",
        "scope",
        "subject",
        "collection",
        "customers",
        "row_key",
        "" + anne,
        "reason",
        "contested",
        "owner",
        "dpo",
        "review_on",
        "2027-06-01",
        "added_by",
        "dpo");
    export("2027-01-15", "out");
    assertThat(counts())
        .isEqualTo(
            "customers goes 3, customers not told 1, customers restricted 2,"
                + " orders goes 1, orders nobody's 1, orders restricted 3");
  }

  @Test
  void nothingGoesBeforeItsDayNorOverAFolder() throws Exception {
    assertThatThrownBy(() -> notice("2027-01-01"))
        .hasMessage(
            "people are to be told P30D before their data go, as the policy promises: whoever is"
                + " told on 2027-01-01 may go with --on 2027-01-31 at the earliest");
    notice("2026-12-01");
    assertThat(refused("2027-01-14", ExitCode.REFUSED))
        .isEqualTo("transfer 1 is on 2027-01-15: nothing goes before that day");
    Files.createDirectories(company.folder().resolve("out"));
    assertThat(refused("2027-01-15", ExitCode.INVALID)).contains("is there already");
    assertThat(company.count("oubli.transfer_export")).isZero();
    try (Stream<Path> left = Files.list(company.folder())) {
      assertThat(left).noneMatch(file -> file.getFileName().toString().startsWith(".out"));
    }
  }

  @Test
  void guestsInvoicesGoWithTheirOrdersAndDigestsAreTrue() throws Exception {
    long guest = order(null, "invite@exemple.fr");
    company.invoice(null, guest, 1, "2026-05-07");
    company.invoice(null, order(null, null), 2, "2026-05-07");
    notice("2026-12-01");
    export("2027-01-15", "out");
    assertThat(exported("out", "invoices")).hasSize(2);
    assertThat(exported("out", "invoice_lines")).hasSize(2);
    for (String line : Files.readAllLines(company.folder().resolve("out/SHA256SUMS"))) {
      String[] parts = line.split("  ", -1);
      assertThat(FileDigest.of(company.folder().resolve("out").resolve(parts[1])))
          .isEqualTo(parts[0]);
    }
  }

  @Test
  void theRegisterNamesNobodyAndTheListsEnd() throws Exception {
    notice("2026-12-01");
    company
        .dump()
        .forEach(
            (table, rows) -> {
              if (table.startsWith("oubli.transfer")) {
                assertThat(rows).doesNotContain("exemple.fr", "Morel", "Poste");
              }
            });
    assertThat(ended("2027-03-01").complete()).isTrue();
    assertThat(replies().resolve("cession-1/courriels-1.csv")).exists();
    assertThat(ended("2027-03-02").lines())
        .containsExactly("4 files of notices of a transfer, whose period is over, are removed");
    assertThat(replies().resolve("cession-1/courriels-1.csv")).doesNotExist();
    assertThat(company.count("oubli.transfer_told")).isPositive();
    assertThat(ended("2030-01-16").lines())
        .containsExactly("who was told of a transfer, of which the period is over, is forgotten");
    assertThat(company.count("oubli.transfer_told")).isZero();
  }

  @Test
  void theCommandsTellAndWriteAndRefuseInOneLine() throws Exception {
    OubliProcess told =
        company.command(
            "transfer-notice",
            "--to",
            BUYER,
            "--on",
            ON,
            "--as-of",
            "2026-12-01",
            "--replies",
            replies().toString());
    assertThat(told.code()).as("%s", told.errors()).isEqualTo(3);
    assertThat(told.output()).contains("told by e-mail: 4 people; by post: 1");
    String out = company.folder().resolve("out").toString();
    OubliProcess early =
        company.command("transfer-export", "1", "--out", out, "--as-of", "2027-01-14");
    assertThat(early.code()).isEqualTo(4);
    assertThat(early.errors()).hasSize(1);
    OubliProcess written =
        company.command("transfer-export", "1", "--out", out, "--as-of", "2027-01-15");
    assertThat(written.code()).as("%s", written.errors()).isZero();
    assertThat(written.output()).contains("wrote " + out);
    assertThat(company.command("transfer-notice", "--to", BUYER).code()).isEqualTo(2);
  }

  private NightWork.Done ended(String day) {
    return new EndedTransfers.Night(
            company.jdbc(), LocalDate.parse(day), Company.policy().limits().requests())
        .end();
  }
}
