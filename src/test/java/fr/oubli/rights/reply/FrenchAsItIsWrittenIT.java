package fr.oubli.rights.reply;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.model.datacontroller.Controller;
import fr.oubli.model.datacontroller.ControllerFile;
import fr.oubli.registers.hold.HoldRegister;
import fr.oubli.registers.hold.HoldRegister.Scope;
import fr.oubli.rights.reply.CategoryOutcome.Kind;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.RefusalGround;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.RequestHistory;
import fr.oubli.rights.request.RequestRegister;
import fr.oubli.rights.request.Right;
import fr.oubli.rights.request.SubjectIdentities;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.testing.Company;
import fr.oubli.testing.Desk;
import fr.oubli.testing.Neighbourhood;
import fr.oubli.testing.OubliProcess;
import fr.oubli.testing.WrittenFrench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.lingala.zip4j.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Everything that is written for people in French, in every variant: pages, letters, notices,
 * tables and bundles are read for what French does not have. {@code -Doubli.french=FOLDER} keeps
 * them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FrenchAsItIsWrittenIT {

  private static final Identity JEANNE = Identity.email("jeanne@example.fr");

  private static final RefusalGround[] UNFOUNDED = {RefusalGround.UNFOUNDED};

  private final Company company = new Company();
  private final Desk desk = new Desk(company);
  private final Controller controller =
      ControllerFile.read(Path.of("jobs/controller.yml"), Company.map());
  private final WrittenFrench french =
      WrittenFrench.of(controller.naming(Company.policy()), Company.map());
  private final Path folder =
      Path.of(System.getProperty("oubli.french", company.folder().resolve("french").toString()));

  @BeforeAll
  void rows() {
    new Neighbourhood(company, 5).people(8);
    long jeanne = company.customer("jeanne@example.fr", "+33612345678");
    company
        .jdbc()
        .update(
            "update customers set address = '1 rue de l''Orme', postal_code = '75011',"
                + " city = 'Paris' where id = ?",
            jeanne);
    long order = company.orderForTenant(jeanne, "Zoe Locataire", "+33622222222");
    company.jdbc().update("update orders set amount_incl_tax = 1234.5 where id = ?", order);
    company.invoice(jeanne, order, 900, "2025-05-07");
    company.recording(jeanne, "+33612345678", "2026-10-01 10:00+02", "calls/à garder.ogg");
    company.insert(
        "cookie_choices",
        "customer_id",
        jeanne,
        "visitor",
        "v",
        "kind",
        "social",
        "accepted",
        true,
        "chosen_at",
        "2026-10-01");
    company.insert(
        "disputes",
        "customer_id",
        jeanne,
        "order_id",
        order,
        "status",
        "open",
        "opened_on",
        "2026-01-01");
    // What is due, what nobody can judge, and a hold that nobody looked at again.
    company.insert(
        "cookies", "kind", "partner", "name", "old", "value", "v", "set_at", "2024-01-01");
    company.insert("cookies", "kind", "social", "name", "when", "value", "v");
    new HoldRegister(company.dataSource())
        .add(
            Scope.ROW, "cookies", "1", "contentieux", "Juridique", Desk.TODAY.minusDays(1), "Paul");
  }

  @AfterAll
  void close() {
    company.close();
  }

  private void command(String... words) throws Exception {
    List<String> all = new ArrayList<>(List.of(words));
    if (!words[0].equals("request")) {
      all.addAll(List.of("--as-of", Desk.TODAY.toString()));
    }
    OubliProcess process = company.command(all.toArray(String[]::new));
    assertThat(process.code()).as("%s: %s", all, process.errors()).isIn(0, 3);
  }

  private List<String> faults(Path written) throws IOException {
    List<String> faults = new ArrayList<>();
    try (Stream<Path> files = Files.walk(written)) {
      for (Path file : files.filter(FrenchAsItIsWrittenIT::isForPeople).sorted().toList()) {
        faults.addAll(
            file.toString().contains("/data/") && file.toString().endsWith(".csv")
                ? french.faultsOfHeadings(file)
                : french.faults(file));
      }
    }
    return faults;
  }

  private static boolean isForPeople(Path file) {
    String name = String.valueOf(file.getFileName());
    return Files.isRegularFile(file)
        && (name.endsWith(".html") || name.endsWith(".txt") || name.endsWith(".csv"))
        && !name.startsWith("seal-")
        && !name.endsWith(".en.html")
        // What BagIt wants, for programs.
        && !name.contains("bag")
        && !name.contains("manifest");
  }

  @Test
  void everyReport() throws Exception {
    String reports = folder.resolve("reports").toString();
    desk.letter(Right.ACCESS, Identity.email("late@example.fr"));
    command("nightly-purge", "--reports", reports, "--recordings", "" + company.recordings());
    for (String report :
        new String[] {
          "processing-register",
          "request-report",
          "invoice-report",
          "privacy-notice",
          "compliance-report"
        }) {
      command(report, "--reports", reports);
    }
    command("destruction-record", "--run", "1", "--reports", reports);

    assertThat(faults(folder.resolve("reports"))).isEmpty();
  }

  @Test
  void everyBundle() throws Exception {
    Path bundles = folder.resolve("bundles");
    for (Right right : List.of(Right.ACCESS, Right.PORTABILITY)) {
      for (Identity who : List.of(JEANNE, Identity.email("nobody@example.fr"))) {
        long id = desk.verified(right, who).id();
        command(
            "subject-export",
            "--request",
            "" + id,
            "--unencrypted",
            "--bundles",
            "" + bundles,
            "--recordings",
            "" + company.recordings());
        String name = right.name().toLowerCase(java.util.Locale.ROOT) + "-" + id;
        try (ZipFile zip = new ZipFile(bundles.resolve(name + ".zip").toFile())) {
          zip.extractAll(bundles.toString());
        }
        if (right == Right.PORTABILITY) {
          // Those files are for programs.
          try (Stream<Path> data = Files.list(bundles.resolve(name + "/data"))) {
            for (Path file : data.filter(each -> each.toString().endsWith(".csv")).toList()) {
              Files.delete(file);
            }
          }
        }
      }
    }
    long id = desk.verified(Right.ACCESS, JEANNE).id();
    command(
        "subject-export",
        "--request",
        "" + id,
        "--self-opening",
        "--bundles",
        "" + bundles,
        "--recordings",
        "" + company.recordings());

    // What people wrote themselves is theirs.
    assertThat(faults(bundles)).filteredOn(fault -> !fault.contains("clé perdue")).isEmpty();
    assertThat(bundles.resolve("access-" + id + ".html")).exists();
  }

  private Answer answer() {
    return new Answer(
        company.dataSource(),
        new Letterhead(controller, Company.map(), folder.resolve("replies"), Desk.TODAY),
        desk.register().history(),
        new SubjectIdentities(
            company.jdbc(),
            Company.map(),
            Catalog.read(company.dataSource(), Company.map()),
            Company.policy().subject()));
  }

  private static List<Kind> kinds(Right right) {
    return switch (right) {
      case ACCESS, PORTABILITY -> List.of(Kind.WITHHELD, Kind.UNSEARCHED);
      case ERASURE -> List.of(Kind.ERASED, Kind.ARCHIVED, Kind.KEPT, Kind.LEFT, Kind.UNSEARCHED);
      case RECTIFICATION -> List.of(Kind.CORRECTED);
      case OBJECTION -> List.of(Kind.WITHDRAWN, Kind.ERASED);
      case RESTRICTION -> List.of(Kind.RESTRICTED, Kind.UNSEARCHED);
    };
  }

  private static CategoryOutcome outcome(Kind kind, long rows) {
    return switch (kind) {
      case ARCHIVED ->
          new CategoryOutcome(
              "invoices",
              kind,
              rows,
              "legal obligation (Code de commerce art. L123-22)",
              LocalDate.of(2036, 12, 31),
              "le service comptable seul");
      case KEPT ->
          new CategoryOutcome(
              "disputes",
              kind,
              rows,
              "establishment of legal claims (GDPR art. 17(3)(e))",
              null,
              "le service qui en a besoin");
      case WITHHELD ->
          new CategoryOutcome(
              "orders", kind, 0, "Personne sur place : concerne une autre personne", null, null);
      case WITHDRAWN -> CategoryOutcome.of("consents", kind, rows);
      case UNSEARCHED -> CategoryOutcome.of("cookies", kind, 0);
      case LEFT -> CategoryOutcome.of("messages", kind, rows);
      case ERASED, CORRECTED, RESTRICTED -> CategoryOutcome.of("customers", kind, rows);
    };
  }

  private void letters(Right right) {
    RequestRegister register = desk.register();
    Answer answer = answer();
    answer.write(
        register.steps().suspend(letter(right), "deux comptes portent ce nom", Desk.TODAY),
        List.of());
    answer.write(
        register.steps().extend(letter(right), "l'archive est à relire", Desk.TODAY), List.of());
    for (RefusalGround ground : right == Right.ACCESS ? RefusalGround.values() : UNFOUNDED) {
      answer.write(
          register.steps().refuse(letter(right), ground, "Voir notre lettre.", Desk.TODAY),
          List.of());
    }
    // Each letter of a request has a number of its own.
    Request request = verified(right, JEANNE);
    for (Kind alone : kinds(right)) {
      for (long rows : new long[] {0, 1, 2, 1234}) {
        answer.write(request, List.of(outcome(alone, rows)));
      }
    }
    for (long rows : new long[] {0, 1, 2}) {
      answer.write(request, kinds(right).stream().map(kind -> outcome(kind, rows)).toList());
    }
    Request nobody = verified(right, Identity.email("nobody@example.fr"));
    register.history().note(nobody.id(), right.step(), "access-9.zip, access-9.html");
    answer.write(nobody, List.of());
  }

  private long letter(Right right) {
    return desk.letter(right, JEANNE).id();
  }

  private Request verified(Right right, Identity who) {
    return desk.verified(right, who);
  }

  @Test
  void everyLetterAndNotice() throws IOException {
    for (Right right : Right.values()) {
      letters(right);
    }
    for (String scope : List.of("all", "email", "sms", "phone", "post", "push")) {
      Request request = desk.letter(Right.OBJECTION, scope, JEANNE);
      desk.register().steps().verify(request.id(), "lien", Desk.TODAY);
      answer().write(request, List.of(outcome(Kind.WITHDRAWN, 1)));
    }
    Request restricted = verified(Right.RESTRICTION, JEANNE);
    answer().write(restricted, List.of(outcome(Kind.RESTRICTED, 3)));
    answer().announceLift(restricted, "les données sont exactes");
    desk.register().history().note(restricted.id(), Right.RESTRICTION.step(), null);
    desk.register().history().note(restricted.id(), RequestHistory.LIFTED, null);
    answer().write(restricted, List.of(outcome(Kind.RESTRICTED, 3)));
    Request corrected = verified(Right.RECTIFICATION, JEANNE);
    CorrectionRegister corrections = new CorrectionRegister(company.dataSource());
    corrections.note(corrected.id(), "1", new CorrectedValue("customers", "city", "Paris", "Lyon"));
    corrections.note(corrected.id(), "1", new CorrectedValue("customers", "floor", null, "3"));
    corrections.note(corrected.id(), "1", new CorrectedValue("orders", "status", "done", "unpaid"));
    answer().write(corrected, List.of(outcome(Kind.CORRECTED, 2)));

    assertThat(faults(folder.resolve("replies"))).isEmpty();
  }
}
