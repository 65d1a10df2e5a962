package fr.oubli.intake;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.Matches;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.Right;
import fr.oubli.rights.suppression.SuppressionKey;
import fr.oubli.rights.suppression.SuppressionList;
import fr.oubli.rights.suppression.SuppressionList.Reason;
import fr.oubli.testing.Company;
import fr.oubli.testing.Desk;
import fr.oubli.testing.OubliProcess;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Cases that software of this field gets wrong, by commands and files as people use them. */
class CasesOfReturnIT {

  private static final String MARIE = "marie@exemple.fr";
  private static final String SECOND = "marie.durand@exemple.fr";
  private static final String DAY = "2026-11-23";

  private final Company company = new Company();
  private final Desk desk = new Desk(company);

  @AfterEach
  void close() {
    company.close();
  }

  private String file(String name, String content) throws Exception {
    return Files.writeString(company.folder().resolve(name), content).toString();
  }

  private List<String> run(ExitCode code, String... words) throws Exception {
    OubliProcess process = OubliProcess.here(company.environment(), words);
    assertThat(process.finish(code)).isNotNull();
    return process.output();
  }

  private List<String> feed(String file) throws Exception {
    return run(
        ExitCode.DONE,
        "feed",
        file,
        "--as",
        "site",
        "--as-of",
        DAY,
        "--rejected",
        company.folder().resolve("rejected").toString());
  }

  private Request verified(Right right, String scope, String email) {
    Request request = desk.letter(right, scope, Identity.email(email));
    Matches matches = new Matches(company.dataSource());
    matches
        .proposals(request.id())
        .forEach(row -> matches.decide(request.id(), row.collection() + ":" + row.key(), false));
    return desk.register().steps().verify(request.id(), "call back", Desk.TODAY);
  }

  private void consent(long customer, String granted) {
    company.insert("consents", "customer_id", customer, "channel", "email", "granted_at", granted);
  }

  private void listedOn(String day) {
    company.jdbc().update("update oubli.suppression set added_at = ?::timestamptz", day);
  }

  /** Case 14. */
  @Test
  void case14_aMergeLosesNoObjection() throws Exception {
    long kept = company.customer(MARIE, "+33612345678");
    long other = company.customer(SECOND, "+33612345679");
    consent(kept, "2026-01-05 10:00+01");
    consent(other, "2026-02-05 10:00+01");
    Request objection = verified(Right.OBJECTION, "email", SECOND);
    run(
        ExitCode.DONE,
        "subject-object",
        "--request",
        "" + objection.id(),
        "--as-of",
        DAY,
        "--reports",
        company.reports().toString(),
        "--replies",
        company.folder().resolve("replies").toString());
    // The shop makes one account of two, and its site still believes in both consents.
    company
        .jdbc()
        .execute(
            "update consents set customer_id = %d; delete from customers where id = %d"
                .formatted(kept, other));
    listedOn(DAY + " 10:00+01");
    company
        .jdbc()
        .update(
            "update consents set withdrawn_at = ?::timestamptz where withdrawn_at is not null",
            DAY + " 10:00+01");
    List<String> told =
        feed(
            file(
                "consents.csv",
                Fed.CONSENTS
                    + MARIE
                    + ";;e-mail;05/03/2026 10:00;;\n"
                    + MARIE
                    + ";;e-mail;23/11/2026 09:00;;\n"
                    + MARIE
                    + ";;SMS;05/03/2026 10:00;;\n"));
    assertThat(told).contains("  consents: 1 inserted, 2 withdrawn");
    assertThat(
            company.text(
                "select string_agg(channel || ' ' || granted_at::date || ' '"
                    + " || (withdrawn_at is not null), ', ' order by granted_at) from consents"))
        .isEqualTo("email 2026-01-05 false, email 2026-02-05 true, sms 2026-03-05 false");
    assertThat(
            run(
                ExitCode.QUARANTINE,
                "suppression",
                "check",
                file("mailing.txt", SECOND + "\nsomebody@exemple.fr\n"),
                "--channel",
                "email"))
        .containsExactly(SECOND);
  }

  /** Case 20. */
  @Test
  void case20_noReimportAndNoPartnersFeedResurrectsAnErasedPerson() throws Exception {
    long customer = company.customer(MARIE, "+33612345678");
    company.order(customer, MARIE);
    Request erasure = verified(Right.ERASURE, "all", MARIE);
    run(
        ExitCode.DONE,
        "subject-erase",
        "--request",
        "" + erasure.id(),
        "--as-of",
        DAY,
        "--recordings",
        company.recordings().toString(),
        "--reports",
        company.reports().toString(),
        "--replies",
        company.folder().resolve("replies").toString());
    listedOn("2026-11-20 12:00+01");
    String own = Fed.order("paul@exemple.fr", "06/05/2025 12:00", "");
    assertThat(
            feed(file("export.csv", Fed.ORDERS + Fed.order(MARIE, "06/05/2025 12:00", "") + own)))
        .contains("  orders: 1 inserted, 1 erased");
    // A partner writes the address in its own way, and knows nothing of the erasure.
    assertThat(
            feed(
                file(
                    "partner.csv",
                    Fed.ORDERS + Fed.order(" MARIE@Exemple.FR", "20/11/2026 10:00", "12,50"))))
        .contains("  orders: 1 erased");
    assertThat(company.count("customers where email ilike '%marie%'")).isZero();
    assertThat(company.count("orders where email ilike '%marie%'")).isZero();
    // Her own return is welcome.
    assertThat(feed(file("return.csv", Fed.ORDERS + Fed.order(MARIE, "21/11/2026 08:00", ""))))
        .contains("  customers: 1 inserted", "  orders: 1 inserted");
  }

  /** Case 22. */
  @Test
  void case22_theSuppressionListIsNeverPurgedBeforeTheDataThatItGuards() throws Exception {
    long request =
        company.accessRequest(
            "received_on", "2020-11-01", "deadline", "2020-12-01", "opened_by", "x");
    SuppressionList list =
        new SuppressionList(
            company.dataSource(), SuppressionKey.in(company.keys()), Company.policy());
    list.add(List.of(Identity.email(MARIE)), Reason.OBJECTION, "email", request);
    list.add(List.of(Identity.email("gone@exemple.fr")), Reason.OBJECTION, "email", request);
    listedOn("2020-11-20 12:00+01");
    list.add(List.of(Identity.email("erased@exemple.fr")), Reason.ERASURE, "all", request);
    company
        .jdbc()
        .update("update oubli.suppression set added_at = '2017-11-20' where reason = 'erasure'");
    company.order(company.customer(MARIE, "+33612345678"), MARIE);
    OubliProcess night = company.nightlyPurge(Desk.TODAY);
    night.finish(ExitCode.DONE);
    List<String> told = new ArrayList<>(night.output());
    told.addAll(night.errors());
    assertThat(told)
        .anyMatch(line -> line.contains("1 entry of the suppression list, whose period is over"));
    assertThat(list.of(Identity.email("gone@exemple.fr"))).isEmpty();
    assertThat(list.of(Identity.email(MARIE))).as("is in the data").hasSize(1);
    assertThat(list.of(Identity.email("erased@exemple.fr"))).as("ten years").hasSize(1);
    // What it guards still is: the old consent does not come in.
    assertThat(feed(file("old.csv", Fed.CONSENTS + MARIE + ";;e-mail;05/03/2020 10:00;;\n")))
        .contains("  consents: 1 objected");
  }

  /** Case 27. */
  @Test
  void case27_aConsentIsOverAfterAYearAndItsProofIsKeptForThreeMore() throws Exception {
    long customer = company.customer(MARIE, "+33612345678");
    for (String granted : List.of("2022-11-22", "2022-11-23", "2025-11-22")) {
      company.insert(
          "consents", "customer_id", customer, "channel", "phone", "granted_at", granted);
    }
    String numbers = file("calls.txt", "0612345678\n");
    assertThat(
            run(
                ExitCode.QUARANTINE,
                "suppression",
                "check",
                numbers,
                "--channel",
                "phone",
                "--as-of",
                DAY))
        .containsExactly("0612345678: no: the consent of 2025-11-22 ended on 2026-11-22");
    assertThat(
            run(
                ExitCode.DONE,
                "suppression",
                "check",
                numbers,
                "--channel",
                "phone",
                "--as-of",
                "2026-11-22"))
        .containsExactly(
            "0612345678: may be called until 2026-11-22, by the consent of 2025-11-22");
    company.nightlyPurge(Desk.TODAY).finish(ExitCode.DONE);
    assertThat(
            company.text("select string_agg(granted_at::date::text, ' ' order by 1) from consents"))
        .isEqualTo("2022-11-23 2025-11-22");
  }
}
