package fr.oubli.intake;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.Right;
import fr.oubli.rights.suppression.SuppressionKey;
import fr.oubli.rights.suppression.SuppressionList;
import fr.oubli.rights.suppression.SuppressionList.Reason;
import fr.oubli.testing.Company;
import fr.oubli.testing.Desk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Cases 10, 14 and 20: who was erased stays so, who comes back by themselves does, and no objection
 * is lost.
 */
class PeopleWhoComeBackIT {

  private static final String MARIE = "marie@exemple.fr";

  private final Company company = new Company();
  private final Desk desk = new Desk(company);
  private final Fed fed = new Fed(company, LocalDate.of(2026, 11, 30));

  @AfterEach
  void close() {
    company.close();
  }

  /** The list tells the day on which somebody was put on it; here it is said. */
  private void listedOn(String moment) {
    company.jdbc().update("update oubli.suppression set added_at = ?::timestamptz", moment);
  }

  private void erased(String email, String moment) {
    Request request = desk.verified(Right.ERASURE, Identity.email(email));
    desk.erasure().erase(request.id());
    listedOn(moment);
  }

  private SuppressionList list() {
    return new SuppressionList(
        company.dataSource(), SuppressionKey.in(company.keys()), Company.policy());
  }

  private long request() {
    return company.accessRequest(
        "received_on", "2026-11-01", "deadline", "2026-12-01", "opened_by", "x");
  }

  @Test
  void anErasedPersonIsNotBroughtBackByAnOldExport() {
    long customer = company.customer(MARIE, "+33612345678");
    company.order(customer, MARIE);
    erased(MARIE, "2026-11-20 12:00+01");
    assertThat(
            fed.bring(
                "site",
                Fed.ORDERS
                    + Fed.order("Marie@Exemple.FR", "06/05/2025 12:00", "")
                    + Fed.order(MARIE, "20/11/2026 23:59", "")
                    + Fed.order("paul@exemple.fr", "06/05/2025 12:00", "")))
        .contains("  customers: 1 inserted", "  orders: 1 inserted, 2 erased", "exit 0");
    assertThat(company.count("customers where email ilike 'marie%'")).isZero();
    assertThat(company.count("orders where email ilike 'marie%'")).isZero();
  }

  @Test
  void aPersonWhoComesBackByThemselvesIsWelcome() {
    long customer = company.customer(MARIE, "+33612345678");
    erased(MARIE, "2026-11-20 12:00+01");
    assertThat(
            fed.bring(
                "site",
                Fed.ORDERS
                    + Fed.order(MARIE, "20/11/2026 12:01", "")
                    + Fed.order(MARIE, "21/11/2026 00:00", "")))
        .contains("  customers: 1 inserted", "  orders: 1 inserted, 1 erased");
    assertThat(company.count("customers where email = '" + MARIE + "' and id <> " + customer))
        .isOne();
  }

  @Test
  void whoLeavesASecondTimeIsGuardedFromThatDayOn() {
    company.customer(MARIE, "+33612345678");
    erased(MARIE, "2026-01-20 12:00+01");
    fed.bring("site", Fed.ORDERS + Fed.order(MARIE, "10/03/2026 10:00", ""));
    Request again = desk.verified(Right.ERASURE, Identity.email(MARIE));
    desk.erasure().erase(again.id());
    listedOn("2026-11-20 12:00+01");
    assertThat(
            fed.bring(
                "site",
                Fed.ORDERS
                    + Fed.order(MARIE, "10/03/2026 10:00", "1")
                    + Fed.order("paul@exemple.fr", "06/05/2025 12:00", "")))
        .contains("  orders: 1 inserted, 1 erased");
    assertThat(
            company.count(
                "oubli.suppression s join oubli.request r on r.id = s.request and r.id = "
                    + again.id()
                    + " where s.kind = 'email'"))
        .isOne();
  }

  @Test
  void theTelephoneGuardsAPersonToo() {
    list().add(List.of(Identity.phone("06 12 34 56 78")), Reason.ERASURE, "all", request());
    listedOn("2026-11-20 12:00+01");
    assertThat(
            fed.bring(
                "phone",
                """
                commencé le;numéro;agent;durée;fichier;e-mail
                01/03/2026 10:30:05;+33 6 12 34 56 78;Z;61;a.mp3;
                01/03/2026 10:30:06;00 33 612345678;Z;61;b.mp3;
                01/03/2026 10:30:07;0612345679;Z;61;c.mp3;
                25/11/2026 10:30:07;0612345678;Z;61;d.mp3;
                """
                    .getBytes(java.nio.charset.Charset.forName("windows-1252")),
                null))
        .contains("  recordings: 2 inserted, 2 erased");
    assertThat(company.text("select string_agg(file_path, ' ' order by file_path) from recordings"))
        .isEqualTo("c.mp3 d.mp3");
  }

  @Test
  void whatHasNoDayCannotSayThatItIsAReturn() throws IOException {
    list().add(List.of(Identity.email(MARIE)), Reason.ERASURE, "all", request());
    listedOn("2026-11-20 12:00+01");
    Path mapping =
        Files.writeString(
            company.folder().resolve("site.yml"),
            """
            feed: site
            files:
              contests:
                columns:
                  mail: { type: email, required: true }
                  contest: { required: true }
                  day: { type: timestamp }
                event: day
                into:
                  contest_entries:
                    key: [email, contest]
                    set: { email: mail, contest: contest, entered_at: day }
              answers:
                columns:
                  mail: { type: email, required: true }
                  contest: { required: true }
                into:
                  contest_entries:
                    key: [email, contest]
                    set: { email: mail, contest: contest }
            """);
    Path some =
        Files.writeString(
            company.folder().resolve("some.csv"),
            "mail;contest;day\n%1$s;a;\n%1$s;b;2026-11-25T10:00:00Z\npaul@x.fr;a;\n"
                .formatted(MARIE));
    assertThat(fed.bring(mapping, some, null))
        .contains("  contest_entries: 2 inserted, 1 erased, without a day");
    Path none =
        Files.writeString(
            company.folder().resolve("none.csv"),
            "contest;mail\nc;%1$s\nc;paul@x.fr\n".formatted(MARIE));
    assertThat(fed.bring(mapping, none, null))
        .contains("  contest_entries: 1 inserted, 1 erased, without a day");
  }

  /**
   * Every combination of what was objected to, by which identity, and when the consent was given.
   */
  @Test
  void onlyWhatThePersonDidAfterObjectingOpensAChannelAgain() {
    LocalDate objected = LocalDate.of(2026, 11, 20);
    List<String> scopes = List.of("none", "all", "email", "phone");
    List<Integer> days = List.of(-200, -1, 0, 1, 5);
    StringBuilder file = new StringBuilder(Fed.CONSENTS);
    Set<String> expected = new TreeSet<>();
    int person = 0;
    for (String scope : scopes) {
      for (boolean byPhone : List.of(false, true)) {
        for (String channel : List.of("email", "phone")) {
          for (int day : days) {
            person++;
            String email = "p" + person + "@exemple.fr";
            String phone = "06123456" + (person + 10);
            company.customer(email, phone);
            if (!scope.equals("none")) {
              Identity who = byPhone ? Identity.phone(phone) : Identity.email(email);
              list().add(List.of(who), Reason.OBJECTION, scope, request());
            }
            file.append(
                "%s;%s;%s;%s 10:00;;\n"
                    .formatted(
                        email,
                        phone,
                        channel.equals("email") ? "e-mail" : "téléphone",
                        objected.plusDays(day).format(DateTimeFormatter.ofPattern("dd/MM/yyyy"))));
            boolean bears = scope.equals("all") || scope.equals(channel);
            if (!bears || day > 0) {
              expected.add(email + " " + channel);
            }
          }
        }
      }
    }
    listedOn("2026-11-20 12:00+01");
    List<String> told = fed.bring("site", file.toString());
    assertThat(told)
        .contains(
            "  consents: %d inserted, %d objected"
                .formatted(expected.size(), person - expected.size()));
    assertThat(
            new TreeSet<>(
                company
                    .jdbc()
                    .queryForList(
                        "select c.email || ' ' || n.channel from consents n"
                            + " join customers c on c.id = n.customer_id",
                        String.class)))
        .isEqualTo(expected);
  }

  @Test
  void aMergeNeverTakesAWithdrawalBack() {
    long customer = company.customer(MARIE, "+33612345678");
    company.insert(
        "consents",
        "customer_id",
        customer,
        "channel",
        "email",
        "granted_at",
        "2026-01-01 10:00+01",
        "withdrawn_at",
        "2026-05-01 10:00+02");
    List<String> told =
        fed.bring(
            "site",
            Fed.CONSENTS
                + MARIE
                + ";;e-mail;01/01/2026 10:00;;papier\n" // what the site still believes
                + MARIE
                + ";;e-mail;01/03/2026 10:00;;\n" // older than the withdrawal
                + MARIE
                + ";;SMS;01/03/2026 10:00;;\n" // another channel
                + MARIE
                + ";;e-mail;02/05/2026 10:00;;\n" // given again
                + MARIE
                + ";;e-mail;01/02/2026 10:00;01/04/2026 10:00;\n"); // the proof of an old one
    assertThat(told).contains("  consents: 3 inserted, 2 withdrawn", "exit 0");
    assertThat(
            company.text(
                "select string_agg(concat_ws(' ', channel, granted_at::date, withdrawn_at::date),"
                    + " ', ' order by granted_at) from consents"))
        .isEqualTo(
            "email 2026-01-01 2026-05-01, email 2026-02-01 2026-04-01, sms 2026-03-01,"
                + " email 2026-05-02");
    assertThat(
            fed.bring(
                "site",
                Fed.CONSENTS + MARIE + ";;e-mail;01/01/2026 10:00;01/06/2026 10:00;lettre\n"))
        .contains("  consents: 1 updated");
    assertThat(
            company.count("consents where withdrawn_at::date = '2026-05-01' and proof = 'lettre'"))
        .isOne();
  }

  @Test
  void noTrackerOfAKindThatWasRefusedLastComesIn() {
    long customer = company.customer(MARIE, "+33612345678");
    choice(customer, "advertising", true, "2026-01-01");
    choice(customer, "advertising", false, "2026-02-01");
    choice(customer, "performance", false, "2026-01-01");
    choice(customer, "performance", true, "2026-02-01");
    String cookies = "e-mail;type;nom du traceur;valeur;posé le\n";
    List<String> lines = new ArrayList<>();
    for (String kind : List.of("publicité", "performance", "nécessaire")) {
      lines.add(MARIE + ";" + kind + ";n;v;01/03/2026 10:00\n");
    }
    assertThat(fed.bring("site", cookies + String.join("", lines)))
        .contains("  cookies: 2 inserted, 1 kind refused");
    assertThat(company.count("cookies where kind = 'advertising'")).isZero();
  }

  private void choice(long customer, String kind, boolean accepted, String day) {
    company.insert(
        "cookie_choices",
        "customer_id",
        customer,
        "visitor",
        "v",
        "kind",
        kind,
        "accepted",
        accepted,
        "chosen_at",
        day);
  }

  @Test
  void aListWithoutItsKeyLetsNothingIn() throws IOException {
    list().add(List.of(Identity.email(MARIE)), Reason.ERASURE, "all", request());
    Files.delete(company.keys().resolve("suppression-key"));
    List<String> told =
        fed.bring("site", Fed.ORDERS + Fed.order("paul@exemple.fr", "06/05/2025 12:00", ""));
    assertThat(told.get(0)).startsWith("the suppression list has entries, and its key ");
    assertThat(told).last().isEqualTo("exit 4");
    assertThat(company.count("orders")).isZero();
    assertThat(company.keys().resolve("suppression-key")).doesNotExist();
  }
}
