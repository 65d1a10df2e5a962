package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fr.oubli.decision.Eligibilities;
import fr.oubli.evidence.RunRegister;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.purge.plan.Plan;
import fr.oubli.purge.plan.Planner;
import fr.oubli.purge.report.Watermarks;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.testing.Shop;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApprovalIT {

  private static final String NIGHT = "2026-11-23";
  private static final String LIMITS = "{ share-of-collection: 100%, from-rows: 1000000 }";
  private static final String TIGHT = "{ share-of-collection: 20%, from-rows: 1 }";

  private final Shop shop = Shop.fresh();

  @BeforeEach
  void fill() {
    for (int i = 0; i < 10; i++) {
      long customer = shop.customer("c" + i + "@example.fr");
      long order = shop.order(customer, i < 4 ? "2019-05-06 12:00+02" : "2026-05-06 12:00+02");
      long invoice = shop.invoice("F" + i, order, i < 4 ? "2019-05-06" : "2026-05-06");
      shop.line(invoice, 1);
      shop.cookie("2020-01-01 12:00+01");
    }
    shop.recording("2020-01-01 12:00+01", "a.wav");
    shop.recording(null, "b.wav");
    shop.insert("disputes", "order_id", 1, "customer_id", 1, "status", "open");
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private Refusal refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable launch) {
    Refusal refusal = catchThrowableOfType(Refusal.class, launch);
    assertThat(refusal).isNotNull();
    assertThat(refusal.code()).isEqualTo(ExitCode.REFUSED);
    return refusal;
  }

  @Test
  void aDryRunTouchesNothing() {
    var before = shop.business();

    shop.dryRun(NIGHT);

    assertThat(shop.business()).isEqualTo(before);
    assertThat(shop.recordings().resolve("a.wav")).exists();
    assertThat(shop.count("oubli.ledger_entry")).isZero();
    assertThat(shop.count("oubli.archive")).isZero();
  }

  @Test
  void aDryRunCountsWhatTheRunThatFollowsDoes() {
    String table = shop.dryRun(NIGHT).remarks().get(0);
    List<String> planned = countsOf(table);

    PurgeOutcome outcome = shop.purge(NIGHT);

    assertThat(countsOf(PlanTable.of(outcome))).isEqualTo(planned).hasSizeGreaterThan(5);
    assertThat(table).contains("in part");
  }

  @Test
  void aRunActsOnExactlyTheRowsThatThePlanCounted() {
    Map<String, Long> planned = new LinkedHashMap<>();
    planner().lines().forEach(line -> planned.put(line.enforcement().name(), line.actionable()));

    Map<String, Long> done = new LinkedHashMap<>();
    shop.purge(NIGHT)
        .results()
        .forEach(line -> done.put(line.rule() + ":" + line.collection(), line.done()));

    assertThat(done).isEqualTo(planned);
  }

  private Plan planner() {
    LocalDate day = LocalDate.parse(NIGHT);
    Catalog catalog = Catalog.read(shop.dataSource(), Shop.map());
    RunRegister.Terms terms =
        new RunRegister.Terms(day, "shop", shop.policy().sha256(), Shop.map().sha256(), null, null);
    Watermarks watermarks = new Watermarks(shop.jdbc(), terms, shop.policy().limits(), false);
    return new Planner(shop.dataSource(), watermarks::narrowed, 2)
        .plan(
            day,
            new Eligibilities(shop.policy(), Shop.map(), catalog, day).enforcements(null),
            Set.of(Planner.Detail.OLDEST));
  }

  /**
   * What goes by each line of a plan's table, or went by one of a run's, and what is in quarantine.
   */
  private static List<String> countsOf(String table) {
    List<String[]> lines =
        table.lines().map(line -> line.strip().split("\\s{2,}")).filter(l -> l.length > 5).toList();
    List<String> header = List.of(lines.get(0));
    List<String> counts = new ArrayList<>();
    for (String[] line : lines.subList(2, lines.size())) {
      ToLongFunction<String> figure =
          name -> header.contains(name) ? Long.parseLong(line[header.indexOf(name)]) : 0;
      long goes =
          header.contains("done")
              ? figure.applyAsLong("done")
              : figure.applyAsLong("due")
                  - figure.applyAsLong("held")
                  + figure.applyAsLong("in part")
                  - figure.applyAsLong("restricted");
      counts.add(
          "%s %s: %d, %d".formatted(line[0], line[1], goes, figure.applyAsLong("quarantined")));
    }
    return counts;
  }

  @Test
  void aDryRunHasTheExitCodeOfTheRunThatFollows() {
    assertThat(shop.dryRun(NIGHT).code()).isEqualTo(ExitCode.QUARANTINE);
    assertThat(shop.purge(NIGHT).code()).isEqualTo(ExitCode.QUARANTINE);
  }

  @Test
  void aRunOverTheLimitIsRefusedAndNamesThePlanToApprove() {
    shop.amend(LIMITS, TIGHT);
    var before = shop.business();

    Refusal refusal = refused(() -> shop.purge(NIGHT));

    assertThat(shop.reports().resolve(NIGHT)).doesNotExist();

    assertThat(Shop.planNamedIn(refusal.lines())).isNotEmpty();
    assertThat(shop.business()).isEqualTo(before);
    assertThat(shop.count("oubli.ledger_entry")).isZero();
    assertThat(shop.count("oubli.run")).isZero();
  }

  @Test
  void anApprovedPlanRunsOverTheLimit() {
    shop.amend(LIMITS, TIGHT);
    String plan = Shop.planNamedIn(shop.dryRun(NIGHT).remarks());

    PurgeOutcome outcome = shop.purgePlan(plan);

    assertThat(outcome.code()).isEqualTo(ExitCode.QUARANTINE);
    assertThat(shop.count("cookies")).isZero();
  }

  @Test
  void thePlanNamedByARefusalIsThatOfADryRun() {
    shop.amend(LIMITS, TIGHT);
    Refusal refusal = refused(() -> shop.purge(NIGHT));

    assertThat(Shop.planNamedIn(shop.dryRun(NIGHT).remarks()))
        .isEqualTo(Shop.planNamedIn(refusal.lines()));
  }

  @Test
  void aRowThatIsGoneIsToldAndOneThatCameSinceWaitsForTheNextPlan() {
    shop.amend(LIMITS, TIGHT);
    String plan = Shop.planNamedIn(shop.dryRun(NIGHT).remarks());
    shop.jdbc().update("delete from cookies where id = 1");
    long since = shop.cookie("2020-01-01 12:00+01");

    PurgeOutcome outcome = shop.purgePlan(plan);

    assertThat(shop.count("cookies")).isEqualTo(1);
    assertThat(shop.has("cookies", since)).isTrue();
    assertThat(outcome.remarks())
        .contains(
            "cookies:cookies: 1 of 10 rows of the plan were left: they are gone, or no longer due",
            "cookies:cookies: 1 row stays: the plan does not have it; it waits for the next one");
    assertThat(Shop.line(outcome, "cookies:cookies").done()).isEqualTo(9);
  }

  @Test
  void aCustomerWhoOrdersAgainStaysAndTheOthersOfThePlanGo() {
    shop.amend(LIMITS, TIGHT);
    String plan = Shop.planNamedIn(shop.dryRun(NIGHT).remarks());
    shop.order(2L, "2026-11-24 12:00+01");

    PurgeOutcome outcome = shop.purge(shop.options(LocalDate.parse("2026-11-25"), false, plan));

    assertThat(outcome.code()).as("%s", outcome.remarks()).isEqualTo(ExitCode.QUARANTINE);
    assertThat(shop.intact(2)).isTrue();
    assertThat(shop.anonymised(3)).isTrue();
    assertThat(shop.count("oubli.quarantine where collection = 'customers'")).isZero();
  }

  @Test
  void aPlanMadeBeforeThePolicyChangedIsRefused() {
    String plan = Shop.planNamedIn(shop.dryRun(NIGHT).remarks());
    shop.amend("P13M", "P14M");

    refused(() -> shop.purgePlan(plan));
  }

  @Test
  void aPlanThatNobodyMadeIsRefused() {
    refused(() -> shop.purgePlan("0123456789abcdef"));
  }

  @Test
  void anApprovedPlanRunsOnce() {
    String plan = Shop.planNamedIn(shop.dryRun(NIGHT).remarks());
    shop.purgePlan(plan);

    refused(() -> shop.purgePlan(plan));
  }

  @Test
  void aRuleShortenedFromFiveYearsToFiveMonthsIsStopped() {
    shop.purge(NIGHT);
    shop.amend("P5Y", "P5M").amend(LIMITS, TIGHT);
    var before = shop.business();

    Refusal refusal = refused(() -> shop.purge("2026-11-24"));

    assertThat(refusal.code().code()).isEqualTo(4);
    assertThat(refusal.lines()).anyMatch(line -> line.startsWith("order-data:customers"));
    assertThat(shop.business()).isEqualTo(before);
  }

  @Test
  void anUnknownRuleIsRefusedAsInvalid() {
    PurgeOptions night = shop.options(LocalDate.parse(NIGHT), false, null);
    PurgeOptions only =
        new PurgeOptions(night.asOf(), PurgeScope.NIGHT.only("nosuch"), night.folders(), 1, "me");

    assertThatThrownBy(() -> shop.purge(only))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(ExitCode.INVALID));
  }

  @Test
  void oneRuleAloneLeavesTheOthersRows() {
    PurgeOptions night = shop.options(LocalDate.parse(NIGHT), false, null);

    shop.purge(
        new PurgeOptions(night.asOf(), PurgeScope.NIGHT.only("cookies"), night.folders(), 1, "me"));

    assertThat(shop.count("cookies")).isZero();
    assertThat(shop.count("recordings")).isEqualTo(2);
    assertThat(shop.count("customers where first_name is null")).isZero();
  }
}
