package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.testing.Company;
import fr.oubli.testing.OubliProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What was refused goes the next night, and no acceptance reaches back. */
class RefusalsIT {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
  private static final List<Integer> CHOICES = List.of(-10, -5, 0);
  private static final List<Integer> SET = List.of(-12, -10, -7, -5, -2, 0);

  private final Company company = new Company();

  @AfterEach
  void close() {
    company.close();
  }

  /** A choice of a person on a day, at noon. */
  private record Choice(int day, boolean accepted) {}

  /** By the day: written down as people would say it. */
  private static boolean goes(List<Choice> choices, int set) {
    boolean refused = false;
    for (Choice choice : choices) {
      // An acceptance before or at the setting allows it; every refusal ends what is there.
      if (choice.accepted() && choice.day() <= set) {
        refused = false;
      } else if (!choice.accepted() && choice.day() < 0) {
        refused = true;
      }
    }
    return refused;
  }

  private static List<List<Choice>> histories() {
    List<List<Choice>> all = new ArrayList<>();
    for (int word = 0; word < 27; word++) {
      List<Choice> choices = new ArrayList<>();
      int rest = word;
      for (int day : CHOICES) {
        if (rest % 3 > 0) {
          choices.add(new Choice(day, rest % 3 == 1));
        }
        rest /= 3;
      }
      all.add(choices);
    }
    return all;
  }

  private long person(List<Choice> choices, String kind) {
    long customer = company.customer("p" + System.nanoTime() + "@exemple.fr", "+33612345678");
    choices.forEach(
        choice ->
            choice(customer, kind, choice.accepted(), TODAY.plusDays(choice.day()) + " 12:00"));
    return customer;
  }

  private void choice(long customer, String kind, boolean accepted, @Nullable String at) {
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
        at);
  }

  private long tracker(long customer, String kind, Object setAt) {
    return company.insert(
        "cookies",
        "customer_id",
        customer,
        "kind",
        kind,
        "name",
        "n",
        "value",
        "v",
        "set_at",
        setAt);
  }

  private PurgeOutcome night(boolean dry) {
    return company.purge(Company.policy(), Company.map(), company.options(TODAY, dry, null));
  }

  /** What the plan says of the rule: due, held, restricted. */
  private static String planned(PurgeOutcome plan) {
    return plan.remarks().stream()
        .flatMap(String::lines)
        .filter(line -> line.contains("refused-cookies"))
        .findFirst()
        .orElseThrow()
        .replaceAll(" +", " ");
  }

  @Test
  void everyHistoryOfChoicesDecidesAsPeopleWouldSayIt() {
    Set<Long> gone = new TreeSet<>();
    Set<Long> stay = new TreeSet<>();
    for (List<Choice> choices : histories()) {
      for (String kind : List.of("advertising", "strictly_necessary")) {
        long customer = person(choices, kind);
        for (int day : SET) {
          boolean goes = goes(choices, day) && kind.equals("advertising");
          (goes ? gone : stay).add(tracker(customer, kind, TODAY.plusDays(day) + " 12:00"));
        }
        stay.add(tracker(customer, "performance", TODAY.minusDays(12) + " 12:00"));
      }
    }
    PurgeOutcome plan = night(true);
    assertThat(planned(plan)).contains(" " + gone.size() + " ");
    assertThat(company.count("cookies")).isEqualTo(gone.size() + stay.size());
    PurgeOutcome done = night(false);
    assertThat(done.code()).isEqualTo(ExitCode.DONE);
    assertThat(company.jdbc().queryForList("select id from cookies order by id", Long.class))
        .containsExactlyElementsOf(stay);
    assertThat(
            company.text(
                "select sum(row_count) from oubli.ledger_entry where rule = 'refused-cookies'"))
        .isEqualTo("" + gone.size());
    assertThat(planned(night(true))).doesNotContain(" " + gone.size() + " ");
    assertThat(company.verifyLedger().faults()).isEmpty();
  }

  @Test
  void aHoldKeepsATrackerAndItGoesTheNightAfterTheRelease() {
    long customer = person(List.of(new Choice(-5, false)), "social");
    tracker(customer, "social", "2026-11-01 12:00");
    company.insert(
        "oubli.hold",
        "kind",
        "hold",
        "scope",
        "subject",
        "collection",
        "customers",
        "row_key",
        "" + customer,
        "reason",
        "r",
        "owner",
        "Legal",
        "review_on",
        "2027-06-30",
        "added_by",
        "x");
    night(false);
    assertThat(company.count("cookies")).isOne();
    company.jdbc().update("update oubli.hold set released_at = now(), released_by = 'x'");
    night(false);
    assertThat(company.count("cookies")).isZero();
  }

  @Test
  void aRefusalWithoutADayWaitsInQuarantineAndExplainNamesIt() throws Exception {
    long customer = person(List.of(), "partner");
    choice(customer, "partner", false, null);
    long doubtful = tracker(customer, "partner", "2026-11-01 12:00");
    long free = tracker(person(List.of(), "partner"), "partner", "2026-11-01 12:00");
    PurgeOutcome outcome = night(false);
    assertThat(outcome.code()).isEqualTo(ExitCode.QUARANTINE);
    assertThat(
            company.text(
                "select rule || ' ' || row_key || ' ' || reason from oubli.quarantine"
                    + " where collection = 'cookies'"))
        .isEqualTo("refused-cookies " + doubtful + " anchor missing");
    assertThat(explained(doubtful))
        .anyMatch(
            line -> line.startsWith("quarantined by refused-cookies: the date of cookie_choices"));
    assertThat(explained(free))
        .contains("outside the rule refused-cookies: no choice of cookie_choices refuses it");
    choice(customer, "partner", false, "2026-11-10 12:00");
    night(false);
    assertThat(company.count("cookies where id = " + doubtful)).isZero();
  }

  private List<String> explained(long cookie) throws Exception {
    OubliProcess explain =
        OubliProcess.here(
            company.environment(), "explain", "cookies", "" + cookie, "--as-of", "" + TODAY);
    explain.finish(ExitCode.DONE);
    return explain.output();
  }

  /** The proof stays for six months and as long as trackers set under it: thirteen months more. */
  @Test
  void theProofOfAChoiceOutlivesTheTrackersThatItGuards() {
    long customer = person(List.of(), "social");
    choice(customer, "social", true, "2025-04-23 12:00+02");
    choice(customer, "social", true, "2025-04-22 12:00+02");
    night(false);
    assertThat(company.text("select string_agg(chosen_at::date::text, ' ') from cookie_choices"))
        .isEqualTo("2025-04-23");
  }

  @Test
  void choicesThatGoBeforeWhatTheyGuardAreRefused() throws Exception {
    Path policy =
        Files.writeString(
            company.folder().resolve("policy.yml"),
            Files.readString(Path.of("jobs/policy.yml")).replace("at-most: P19M", "at-most: P12M"));
    Path controller = company.folder().resolve("controller.yml");
    Files.copy(Path.of("jobs/controller.yml"), controller);
    OubliProcess night =
        OubliProcess.here(
            company.environment(), "nightly-purge", "--policy", "" + policy, "--dry-run");
    assertThat(night.code()).isEqualTo(ExitCode.INVALID.code());
    assertThat(night.errors())
        .anyMatch(
            line ->
                line.endsWith(
                    "'cookie-choices' ends a choice after P12M, and 'cookies', which it speaks of,"
                        + " are kept for P13M; keep choices at least as long"));
  }
}
