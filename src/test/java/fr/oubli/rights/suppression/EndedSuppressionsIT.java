package fr.oubli.rights.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.model.policy.Policy;
import fr.oubli.model.session.NightWork.Done;
import fr.oubli.platform.console.RunLock;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.suppression.SuppressionList.Reason;
import fr.oubli.testing.Company;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The list ends, and never before what it guards against. */
class EndedSuppressionsIT {

  private static final Period MONTH = Period.ofDays(30);
  private static final String MARIE = "marie@exemple.fr";

  private final Company company = new Company();
  private final Policy policy = Company.policy();

  @AfterEach
  void close() {
    company.close();
  }

  private SuppressionList list() {
    return SuppressionList.in(company.dataSource(), company.keys(), policy);
  }

  private void listed(Identity who, Reason reason, String day) {
    long request =
        company.accessRequest(
            "received_on", "2026-11-01", "deadline", "2026-12-01", "opened_by", "x");
    list().add(List.of(who), reason, "all", request);
    company
        .jdbc()
        .update(
            "update oubli.suppression set added_at = ?::timestamptz where request = ?",
            day + " 12:00+01",
            request);
  }

  private Done night(LocalDate day, @Nullable Period backups) {
    return new EndedSuppressions.Night(
            new ListEnds(company.dataSource(), policy.zone(), day, "test-operator"),
            new ListPeriods(policy, backups, day),
            company.keys())
        .end(PeopleInData.of(company.dataSource(), policy, Company.map()));
  }

  private long entries() {
    return company.count("oubli.suppression");
  }

  @Test
  void anObjectionEndsAfterThreeYearsAndTheLastDayIsComplete() {
    listed(Identity.email(MARIE), Reason.OBJECTION, "2026-11-20");
    assertThat(night(LocalDate.of(2029, 11, 20), null).lines()).isEmpty();
    assertThat(entries()).isOne();
    assertThat(night(LocalDate.of(2029, 11, 21), null).lines())
        .containsExactly(
            "1 entry of the suppression list, whose period is over, is removed: it guarded nobody"
                + " who is in the data");
    assertThat(entries()).isZero();
    assertThat(
            company.text(
                "select concat_ws(' ', ended_on, reason, channel, entries, last_day, operator)"
                    + " from oubli.suppression_end"))
        .isEqualTo("2029-11-21 objection all 1 2026-11-20 test-operator");
  }

  /** Ten years: what an old file brings back is overdue then, accounting documents included. */
  @Test
  void anErasureIsGuardedUntilEverythingOfThenWouldBeOverdue() {
    listed(Identity.email(MARIE), Reason.ERASURE, "2026-11-20");
    assertThat(night(LocalDate.of(2036, 11, 20), MONTH).lines()).isEmpty();
    assertThat(night(LocalDate.of(2060, 1, 1), null).lines()).isEmpty();
    assertThat(night(LocalDate.of(2036, 11, 21), Period.ofYears(12)).lines()).isEmpty();
    assertThat(entries()).isOne();
    assertThat(night(LocalDate.of(2036, 11, 21), MONTH).lines()).hasSize(1);
    assertThat(entries()).isZero();
  }

  /** By every kind of identity, in the tables and in the archive, however it is written there. */
  @Test
  void whoIsInTheDataStaysOnTheListAndIsLookedForAgainAfterAMonth() {
    company.customer("Marie@Exemple.FR ", "+33612345678");
    company.order(null, "guest@exemple.fr");
    company.recording(null, "06 99 99 99 99", "2026-05-06 12:00+02", "a.mp3");
    long run = company.purge(LocalDate.of(2026, 11, 1)).run();
    company
        .jdbc()
        .update(
            "insert into oubli.archive (collection, row_key, rule, governed_by, anchor, content, run)"
                + " values ('orders', '77', 'r', 'r', '2026-01-01',"
                + " '{\"email\": \"archived@exemple.fr\"}', ?)",
            run);
    List<Identity> there =
        List.of(
            Identity.email(MARIE),
            Identity.email("guest@exemple.fr"),
            Identity.email("archived@exemple.fr"),
            Identity.phone("+33699999999"));
    there.forEach(who -> listed(who, Reason.OBJECTION, "2026-11-20"));
    listed(Identity.email("gone@exemple.fr"), Reason.OBJECTION, "2026-11-20");
    night(LocalDate.of(2030, 1, 1), MONTH);
    assertThat(there).allSatisfy(who -> assertThat(list().of(who)).as("%s", who).hasSize(1));
    assertThat(entries()).isEqualTo(there.size());
    company.jdbc().update("delete from recordings");
    night(LocalDate.of(2030, 1, 31), MONTH);
    assertThat(entries()).isEqualTo(there.size());
    night(LocalDate.of(2030, 2, 1), MONTH);
    assertThat(entries()).isEqualTo(there.size() - 1);
    listed(Identity.email(MARIE), Reason.OBJECTION, "2030-01-20");
    company.jdbc().update("delete from customers");
    night(LocalDate.of(2032, 6, 1), MONTH);
    assertThat(list().of(Identity.email(MARIE))).as("objected again").hasSize(1);
  }

  @Test
  void withoutItsKeyNothingEndsAndSomebodyHasToLook() throws Exception {
    listed(Identity.email(MARIE), Reason.OBJECTION, "2026-11-20");
    Files.delete(SuppressionKey.own(company.keys()));
    Done done = night(LocalDate.of(2030, 1, 1), MONTH);
    assertThat(done.complete()).isFalse();
    assertThat(done.lines().get(0)).contains("its key ", "restore it from its copy");
    assertThat(entries()).isOne();
    assertThat(SuppressionKey.own(company.keys())).doesNotExist();
  }

  @Test
  void besideAFeedTheNextNightLooks() {
    listed(Identity.email(MARIE), Reason.OBJECTION, "2026-11-20");
    try (RunLock feed = RunLock.acquire(company.dataSource(), RunLock.CHANGES)) {
      assertThat(night(LocalDate.of(2030, 1, 1), MONTH)).isEqualTo(new Done(List.of(), true));
    }
    assertThat(entries()).isOne();
  }
}
