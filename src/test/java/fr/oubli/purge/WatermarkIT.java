package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.evidence.RunRegister.Terms;
import fr.oubli.model.policy.Limits;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.purge.RandomPeople.Person;
import fr.oubli.purge.report.Result;
import fr.oubli.purge.report.Watermarks;
import fr.oubli.testing.Shop;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nights that look at what is new do what nights that look at everything do. */
class WatermarkIT {

  private static final int DATA_SETS = Integer.getInteger("oubli.data-sets", 2);
  private static final int[] NIGHTS = {0, 1, 2, 9, 40, 41, 400};

  private Shop shop;

  @BeforeEach
  void open() {
    shop = Shop.fresh().amend("limits: {", "limits: { look-at-everything-below-rows: 0,");
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void nightAfterNightExactlyThePeopleWhoseTimeIsUpGo() {
    shop.amend("limits: {", "limits: { look-at-everything-every-days: 100000,");
    for (int seed = 0; seed < DATA_SETS; seed++) {
      judge(seed);
    }
  }

  private void judge(int seed) {
    Random random = new Random(seed);
    LocalDate first = LocalDate.of(2024, 1, 1).plusDays(random.nextInt(1_500));
    shop.jdbc()
        .execute(
            "truncate customers, orders, contact_requests, invoices, invoice_lines, recordings,"
                + " disputes, oubli.look, oubli.waiting, oubli.departed_event");
    RandomPeople people = RandomPeople.born(random, first, shop);
    for (int night : NIGHTS) {
      LocalDate asOf = first.plusDays(night);

      PurgeOutcome outcome = shop.purge(asOf.toString());

      assertThat(lookedAtNews(outcome)).as("seed %s night %s", seed, night).isEqualTo(night > 0);
      Set<Long> due = new TreeSet<>();
      people.all().stream()
          .filter(person -> person.isDue(asOf))
          .map(Person::accounts)
          .forEach(due::addAll);
      assertThat(anonymised()).as("seed %s as of %s: %s", seed, asOf, people).isEqualTo(due);
      if (night > 0) {
        assertEverythingAgrees(asOf, seed);
      }
    }
  }

  /** The dry run by itself looks at all rows: it has to find nothing to do. */
  private void assertEverythingAgrees(LocalDate asOf, int seed) {
    PurgeOptions options = shop.options(asOf, true, null);
    PurgeOutcome outcome = shop.purge(options.with(PurgeScope.DRY_RUN.onEverything()));
    outcome
        .remarks()
        .get(0)
        .lines()
        .skip(1)
        .map(line -> line.strip().split("\\s{2,}"))
        .filter(cells -> cells.length > 8)
        .filter(cells -> cells[2].matches("delete|anonymise|archive"))
        .forEach(
            cells ->
                assertThat(Long.parseLong(cells[5]) - Long.parseLong(cells[6]))
                    .as("seed %s as of %s: %s", seed, asOf, String.join(" ", cells))
                    .isZero());
  }

  @Test
  void aHoldThatIsReleasedIsSeenAlthoughNothingIsNew() {
    long customer = shop.customer("held@example.fr", "2015-01-01 10:00+00");
    long order = shop.order(customer, "2016-03-01 10:00+00");
    shop.insert("disputes", "order_id", order, "customer_id", customer, "status", "open");
    shop.purge("2026-01-10");
    assertThat(lastName(customer)).isNotNull();
    shop.jdbc().update("update disputes set status = 'closed'");

    PurgeOutcome outcome = shop.purge("2026-01-11");

    assertThat(lookedAtNews(outcome)).isTrue();
    assertThat(lastName(customer)).isNull();
  }

  @Test
  void anAnchorThatWasMendedIsSeenAlthoughItIsOld() {
    long customer = shop.customer("mended@example.fr", "2015-01-01 10:00+00");
    long order = shop.order(customer, "2030-03-01 10:00+00");
    assertThat(shop.purge("2026-01-10").code()).isEqualTo(ExitCode.QUARANTINE);
    shop.jdbc().update("update orders set ordered_at = '2016-03-01' where id = ?", order);

    PurgeOutcome outcome = shop.purge("2026-01-11");

    assertThat(lookedAtNews(outcome)).isTrue();
    assertThat(outcome.code()).isEqualTo(ExitCode.DONE);
    assertThat(lastName(customer)).isNull();
  }

  @Test
  void anOldDateThatComesLaterWaitsForALookAtEverything() {
    shop.order(shop.customer("new@example.fr", "2025-01-01 10:00+00"), "2025-03-01 10:00+00");
    shop.purge("2026-01-10");
    long late = shop.customer("late@example.fr", "2014-01-01 10:00+00");
    shop.order(late, "2015-03-01 10:00+00");

    shop.purge("2026-01-11");
    assertThat(lastName(late)).as("not new").isNotNull();
    shop.purge("2026-01-16");
    assertThat(lastName(late)).as("on the sixth day").isNotNull();
    PurgeOutcome seventh = shop.purge("2026-01-17");

    assertThat(lookedAtNews(seventh)).isFalse();
    assertThat(lastName(late)).isNull();
  }

  @Test
  void whoeverAsksForEverythingGetsIt() {
    shop.order(shop.customer("new@example.fr", "2025-01-01 10:00+00"), "2025-03-01 10:00+00");
    shop.purge("2026-01-10");
    long late = shop.customer("late@example.fr", "2014-01-01 10:00+00");
    shop.order(late, "2015-03-01 10:00+00");
    PurgeOptions options = shop.options(LocalDate.of(2026, 1, 11), false, null);

    shop.purge(options.with(PurgeScope.NIGHT.onEverything()));

    assertThat(lastName(late)).isNull();
  }

  @Test
  void anotherPolicyBeginsWithEverything() {
    shop.order(shop.customer("new@example.fr", "2022-01-01 10:00+00"), "2022-03-01 10:00+00");
    shop.purge("2026-01-10");
    shop.amend("keep: { at-most: P5Y }", "keep: { at-most: P2Y }");

    PurgeOutcome outcome = shop.purge("2026-01-11");

    assertThat(lookedAtNews(outcome)).isFalse();
    assertThat(anonymised()).hasSize(1);
  }

  @Test
  void whatKeptARowMayHaveGoneByAnotherRule() {
    long customer = shop.customer("guest@example.fr", "2015-01-01 10:00+00");
    shop.insert("contact_requests", "customer_id", customer, "received_at", "2021-01-11 10:00+00");
    shop.order(customer, "2021-01-10 10:00+00");
    shop.purge("2026-01-10");
    assertThat(lastName(customer)).isNotNull();

    PurgeOutcome outcome = shop.purge("2026-01-11");

    assertThat(lookedAtNews(outcome)).isTrue();
    assertThat(lastName(customer)).isNull();
    assertThat(shop.jdbc().queryForObject("select count(*) from contact_requests", Long.class))
        .isZero();
  }

  @Test
  void aLookAtWhatIsNewIsSaidSo() {
    shop.order(shop.customer("new@example.fr", "2025-01-01 10:00+00"), "2025-03-01 10:00+00");
    shop.purge("2026-01-10");

    PurgeOutcome outcome = shop.purge("2026-01-11");

    assertToldAsNews(outcome, "order-data:customers (2026-01-10)");
    Optional<Result> customers =
        outcome.results().stream()
            .filter(result -> result.collection().equals("customers"))
            .findFirst();
    assertThat(customers.orElseThrow().everythingOn()).isEqualTo("2026-01-10");
  }

  @Test
  void aSmallCollectionIsNotReadWholeWhereALargeOneJudgesItsRows() {
    shop.amend("below-rows: 0,", "below-rows: 3,");
    long customer = shop.customer("few@example.fr", "2015-01-01 10:00+00");
    shop.insert("contact_requests", "customer_id", customer, "received_at", "2016-01-11 10:00+00");
    for (int i = 0; i < 3; i++) {
      shop.order(customer, "2021-01-10 10:00+00");
    }
    shop.purge("2026-01-10");

    PurgeOutcome outcome = shop.purge("2026-01-11");

    assertToldAsNews(outcome, "order-data:contact_requests (2026-01-10)");
    assertThat(lastName(customer)).isNull();
    assertThat(shop.jdbc().queryForObject("select count(*) from contact_requests", Long.class))
        .isZero();
  }

  @Test
  void whatItsOwnRunTookIsLookedAtAgainOnlyWhereTheRunActedAfterTheLook() {
    long customer = shop.customer("late@example.fr", "2025-01-01 10:00+00");
    PurgeOutcome first = shop.purge("2026-01-10");
    shop.jdbc()
        .update(
            "insert into oubli.departed_event (rule, subject_key, last_day, run)"
                + " values ('order-data', ?, '2016-03-01', ?)",
            String.valueOf(customer),
            first.run());
    shop.purge("2026-01-11");
    assertThat(lastName(customer)).as("the look had seen what its run took").isNotNull();
    shop.jdbc().update("update oubli.departed_event set run = (select max(run) from oubli.look)");
    actsAgain();

    PurgeOutcome outcome = shop.purge("2026-01-12");

    assertThat(lookedAtNews(outcome)).isTrue();
    assertThat(lastName(customer)).isNull();
  }

  /** As a run does that is resumed, or that goes over what it left. */
  private void actsAgain() {
    Long run = shop.jdbc().queryForObject("select max(run) from oubli.look", Long.class);
    Terms terms = new Terms(LocalDate.of(2026, 1, 11), "", "", "", null, null);
    new Watermarks(shop.jdbc(), terms, Limits.DEFAULT, false)
        .actsAgain(Objects.requireNonNull(run));
  }

  private static void assertToldAsNews(PurgeOutcome outcome, String told) {
    assertThat(outcome.remarks())
        .anySatisfy(line -> assertThat(line).startsWith("looked at what is new").contains(told));
  }

  private static boolean lookedAtNews(PurgeOutcome outcome) {
    return outcome.results().stream().anyMatch(result -> result.everythingOn() != null);
  }

  private @Nullable String lastName(long customer) {
    return shop.text("select last_name from customers where id = " + customer);
  }

  private Set<Long> anonymised() {
    return new TreeSet<>(
        shop.jdbc().queryForList("select id from customers where first_name is null", Long.class));
  }
}
