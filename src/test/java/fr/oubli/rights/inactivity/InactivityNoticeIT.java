package fr.oubli.rights.inactivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.PolicyFile;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.registers.hold.HoldRegister;
import fr.oubli.rights.inactivity.InactivityNotice.Found;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.Right;
import fr.oubli.rights.suppression.SuppressionKey;
import fr.oubli.rights.suppression.SuppressionList;
import fr.oubli.rights.suppression.SuppressionList.Reason;
import fr.oubli.testing.Company;
import fr.oubli.testing.Desk;
import fr.oubli.testing.OubliProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InactivityNoticeIT {

  private static final LocalDate TODAY = Desk.TODAY;

  /** The last contact of somebody who is due on 21 December 2026, 28 days from today. */
  private static final String LONG_AGO = "2023-12-20 10:00+01";

  private static final String DUE = "21/12/2026";

  private final Company company = new Company();
  private int files;

  @AfterEach
  void close() {
    company.close();
  }

  private long prospect(String email) {
    long customer = company.customer(email, "0600000000");
    company
        .jdbc()
        .update(
            "update customers set created_at = ?::timestamptz where id = ?", LONG_AGO, customer);
    return customer;
  }

  private void message(@Nullable Long customer, @Nullable String email, String sent) {
    company.insert(
        "messages", "customer_id", customer, "email", email, "channel", "mail", "sent_at", sent);
  }

  private long subscription(String email, String clicked) {
    return company.insert("newsletter_subscriptions", "email", email, "last_clicked_at", clicked);
  }

  private Found ask(LocalDate day, @Nullable Integer days) {
    files++;
    return notice(Company.policy()).ask(day, days, file());
  }

  private InactivityNotice notice(Policy policy) {
    return new InactivityNotice(
        company.dataSource(), policy, Company.map(), company.keys(), UnaryOperator.identity());
  }

  private Path file() {
    return company.folder().resolve("asked-" + files + ".csv");
  }

  /** The lines behind the head, without quotes; none where there is no file. */
  private List<String> asked(LocalDate day) throws IOException {
    ask(day, null);
    return Files.exists(file())
        ? Files.readAllLines(file()).stream().skip(1).map(line -> line.replace("\"", "")).toList()
        : List.of();
  }

  @Test
  void whoeverIsDueSoonIsAskedOnce() throws IOException {
    prospect("jeanne@example.fr");
    message(null, " Paul@example.fr", LONG_AGO);
    message(null, "paul@example.fr", LONG_AGO);
    assertThat(asked(TODAY))
        .containsExactly(
            "jeanne@example.fr;Jeanne Martin;prospects;" + DUE,
            "Paul@example.fr;;prospects;" + DUE);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    assertThat(Files.readString(file()))
        .startsWith("\uFEFF\"Adresse e-mail\";\"Nom\";\"Règle\";\"Échéance\"\r\n");
    prospect("new@example.fr");
    assertThat(asked(TODAY.plusDays(1)))
        .containsExactly("new@example.fr;Jeanne Martin;prospects;" + DUE);
    assertThat(asked(TODAY.plusDays(2))).isEmpty();
    assertThat(ask(TODAY, null).before()).isEqualTo(3);
  }

  @Test
  void anAnswerKeepsThePersonAndTheNextPeriodAsksAgain() throws IOException {
    long stays = prospect("stays@example.fr");
    long goes = prospect("goes@example.fr");
    assertThat(asked(TODAY)).hasSize(2);
    message(stays, null, "2026-12-01 12:00+01");
    company.purge(LocalDate.of(2026, 12, 21));
    assertThat(company.text("select email from customers where id = " + stays))
        .isEqualTo("stays@example.fr");
    assertThat(company.text("select email from customers where id = " + goes))
        .isEqualTo("erased-" + goes + "@invalid");
    assertThat(asked(LocalDate.of(2027, 1, 1))).isEmpty();
    assertThat(asked(LocalDate.of(2029, 11, 1)))
        .containsExactly("stays@example.fr;Jeanne Martin;prospects;02/12/2029");
  }

  @Test
  void aClickAnswersForALetter() throws IOException {
    long stays = subscription("stays@example.fr", LONG_AGO);
    subscription("goes@example.fr", LONG_AGO);
    assertThat(asked(TODAY))
        .containsExactly(
            "stays@example.fr;;newsletter;" + DUE, "goes@example.fr;;newsletter;" + DUE);
    company
        .jdbc()
        .update(
            "update newsletter_subscriptions set last_clicked_at = '2026-12-01' where id = ?",
            stays);
    company.purge(LocalDate.of(2026, 12, 21));
    assertThat(
            company.jdbc().queryForList("select email from newsletter_subscriptions", String.class))
        .containsExactly("stays@example.fr");
  }

  @Test
  void onePersonIsOneLine() throws IOException {
    prospect("jeanne@example.fr");
    prospect(" JEANNE@example.fr");
    subscription("jeanne@example.fr", "2023-12-10 10:00+01");
    assertThat(asked(TODAY))
        .containsExactly("jeanne@example.fr;Jeanne Martin;newsletter, prospects;11/12/2026");
    assertThat(asked(TODAY)).isEmpty();
  }

  @Test
  void whoeverIsNotDueThenIsNotAsked() throws IOException {
    long ordered = prospect("ordered@example.fr");
    company.order(ordered, "ordered@example.fr");
    long active = prospect("active@example.fr");
    message(null, "active@example.fr", "2026-05-01 10:00+02");
    long overdue = prospect("overdue@example.fr");
    company.jdbc().update("update customers set created_at = '2023-11-22' where id = ?", overdue);
    long later = prospect("later@example.fr");
    company.jdbc().update("update customers set created_at = '2024-01-22' where id = ?", later);
    assertThat(asked(TODAY)).isEmpty();
    assertThat(company.count("customers where id = " + active)).isEqualTo(1);
    assertThat(ask(TODAY, 61).asked()).hasSize(1);
  }

  @Test
  void whoeverObjectedOrWasErasedIsNotAsked() {
    prospect("objected@example.fr");
    suppress("objected@example.fr", Reason.OBJECTION, "email");
    prospect("all@example.fr");
    suppress("all@example.fr", Reason.OBJECTION, "all");
    prospect("erased@example.fr");
    suppress("erased@example.fr", Reason.ERASURE, "all");
    prospect("calls@example.fr");
    suppress("calls@example.fr", Reason.OBJECTION, "phone");
    consent(prospect("withdrawn@example.fr"), "email", "2025-02-03");
    long again = prospect("again@example.fr");
    consent(again, "email", "2025-02-03");
    consent(again, "email", null);
    consent(prospect("sms@example.fr"), "sms", "2025-02-03");
    Found found = ask(TODAY, null);
    assertThat(found.asked())
        .extracting(person -> person.email().orElseThrow())
        .containsExactly("calls@example.fr", "again@example.fr", "sms@example.fr");
    assertThat(found.objected()).isEqualTo(4);
    assertThat(company.count("oubli.inactivity_notice")).isEqualTo(3);
  }

  private void suppress(String email, Reason reason, String channel) {
    Identity who = Identity.email(email);
    long request = new Desk(company).letter(Right.OBJECTION, "email", who).id();
    new SuppressionList(company.dataSource(), SuppressionKey.in(company.keys()), Company.policy())
        .add(List.of(who), reason, channel, request);
  }

  private void consent(long customer, String channel, @Nullable String withdrawn) {
    company.insert(
        "consents",
        "customer_id",
        customer,
        "channel",
        channel,
        "granted_at",
        "2024-01-01",
        "withdrawn_at",
        withdrawn);
  }

  @Test
  void whoeverIsHeldOrRestrictedIsNotAsked() throws IOException {
    long held = prospect("held@example.fr");
    new HoldRegister(company.dataSource())
        .add(HoldRegister.Scope.SUBJECT, "customers", "" + held, "case", "Legal", TODAY, "me");
    long restricted = prospect("restricted@example.fr");
    company.insert(
        "oubli.hold",
        "kind",
        "restriction",
        "scope",
        "subject",
        "collection",
        "customers",
        "row_key",
        "" + restricted,
        "reason",
        "accuracy",
        "owner",
        "DPO",
        "review_on",
        "2027-01-01",
        "added_by",
        "me");
    message(null, "restricted@example.fr", LONG_AGO);
    subscription("restricted@example.fr", LONG_AGO);
    assertThat(asked(TODAY)).isEmpty();
  }

  @Test
  void whatCannotBeWrittenIsNotNoted() throws IOException {
    prospect("jeanne@example.fr");
    Files.writeString(company.folder().resolve("asked-1.csv"), "another's");
    assertThatThrownBy(() -> ask(TODAY, null)).isInstanceOf(Refusal.class);
    assertThat(company.count("oubli.inactivity_notice")).isZero();
    assertThat(asked(TODAY)).hasSize(1);
  }

  @Test
  void anAddressThatIsNoneIsCounted() {
    message(null, "none", LONG_AGO);
    assertThat(ask(TODAY, null).unreachable()).isEqualTo(1);
    assertThat(company.count("oubli.inactivity_notice")).isZero();
  }

  @Test
  void aPolicyThatAsksNobodyIsRefused() throws IOException {
    Path other =
        Files.writeString(
            company.folder().resolve("policy.yml"),
            Files.readString(Path.of("jobs/policy.yml")).replace("announced: P60D", ""));
    assertThatThrownBy(() -> notice(PolicyFile.read(other)).ask(TODAY, null, file()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("announced: P60D");
  }

  @Test
  void theCommandSaysWhoIsAsked() throws IOException, InterruptedException {
    prospect("jeanne@example.fr");
    prospect("objected@example.fr");
    suppress("objected@example.fr", Reason.OBJECTION, "email");
    OubliProcess process =
        company.command(
            "inactivity-notice", "--as-of", "" + TODAY, "--days", "30", "--output", "" + file());
    assertThat(process.code()).isZero();
    assertThat(String.join("\n", process.output()))
        .contains("1 person to ask, due from 2026-12-21 to 2026-12-21: " + file())
        .contains("not asked, since they want no e-mails or were erased: 1")
        .doesNotContain("jeanne");
  }

  @Test
  void anEntryEndsAMonthAfterItsDay() {
    prospect("jeanne@example.fr");
    ask(TODAY, null);
    NoticeRegister register = new NoticeRegister(company.jdbc());
    register.end(LocalDate.of(2027, 1, 21));
    assertThat(company.count("oubli.inactivity_notice")).isEqualTo(1);
    register.end(LocalDate.of(2027, 1, 22));
    assertThat(company.count("oubli.inactivity_notice")).isZero();
  }
}
