package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.oubli.platform.exit.Refusal;
import fr.oubli.purge.plan.PlanLine;
import fr.oubli.registers.hold.HoldRegister;
import fr.oubli.registers.hold.HoldRegister.Scope;
import fr.oubli.testing.Shop;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;

class HoldsIT {

  private static final String NIGHT = "2026-11-23";
  private static final String LONG_AGO = "2019-05-06 12:00+02";

  private final Shop shop = Shop.fresh();
  private final HoldRegister holds = new HoldRegister(shop.dataSource());

  @AfterEach
  void close() {
    shop.close();
  }

  private long hold(Scope scope, String collection, @Nullable Long key) {
    return holds.add(
        scope,
        collection,
        key == null ? null : key.toString(),
        "lawsuit",
        "legal",
        LocalDate.of(2027, 1, 1),
        "me");
  }

  private long formerCustomer(String email) {
    long customer = shop.customer(email);
    shop.order(customer, LONG_AGO);
    shop.insert("contact_requests", "customer_id", customer, "received_at", LONG_AGO);
    return customer;
  }

  private long dispute(long customer) {
    Long order =
        shop.jdbc()
            .queryForObject(
                "select min(id) from orders where customer_id = ?", Long.class, customer);
    return shop.insert("disputes", "order_id", order, "customer_id", customer, "status", "open");
  }

  private void restrict(long customer) {
    shop.insert(
        "oubli.hold",
        "kind",
        "restriction",
        "scope",
        "subject",
        "collection",
        "customers",
        "row_key",
        Long.toString(customer),
        "reason",
        "accuracy contested",
        "owner",
        "dpo",
        "review_on",
        "2027-01-01",
        "added_by",
        "me");
  }

  @Test
  void aHoldOnAPersonKeepsAllOfThePersonsRows() {
    long held = formerCustomer("a@example.fr");
    var before = shop.business();
    hold(Scope.SUBJECT, "customers", held);

    PurgeOutcome outcome = shop.purge(NIGHT);

    assertThat(shop.business()).isEqualTo(before);
    assertThat(Shop.line(outcome, "order-data:customers").held()).isEqualTo(1);
    assertThat(Shop.line(outcome, "order-data:orders").held()).isEqualTo(1);
  }

  @Test
  void aHoldOnAPersonKeepsNobodyElse() {
    long held = formerCustomer("a@example.fr");
    long other = formerCustomer("b@example.fr");
    hold(Scope.SUBJECT, "customers", held);

    shop.purge(NIGHT);

    assertThat(shop.anonymised(other)).isTrue();
  }

  @Test
  void aHoldOnARowKeepsThatRowOnly() {
    long held = shop.cookie("2020-01-01 12:00+01");
    long other = shop.cookie("2020-01-01 12:00+01");
    hold(Scope.ROW, "cookies", held);

    PurgeOutcome outcome = shop.purge(NIGHT);

    assertThat(shop.has("cookies", held)).isTrue();
    assertThat(shop.has("cookies", other)).isFalse();
    assertThat(Shop.line(outcome, "cookies:cookies").held()).isEqualTo(1);
  }

  @Test
  void aHoldOnACollectionKeepsAllItsRows() {
    shop.cookie("2020-01-01 12:00+01");
    long recording = shop.recording("2020-01-01 12:00+01", null);
    hold(Scope.COLLECTION, "cookies", null);

    shop.purge(NIGHT);

    assertThat(shop.count("cookies")).isEqualTo(1);
    assertThat(shop.has("recordings", recording)).isFalse();
  }

  @Test
  void whatAHoldKeptGoesAtTheFirstRunAfterItsRelease() {
    long customer = formerCustomer("a@example.fr");
    long hold = hold(Scope.SUBJECT, "customers", customer);
    shop.purge(NIGHT);

    holds.release(hold, "me");
    shop.purge("2026-11-24");

    assertThat(shop.anonymised(customer)).isTrue();
    assertThat(shop.count("contact_requests")).isZero();
  }

  @Test
  void aHoldIsReleasedOnce() {
    long hold = hold(Scope.COLLECTION, "cookies", null);
    holds.release(hold, "me");

    assertThatThrownBy(() -> holds.release(hold, "me")).isInstanceOf(Refusal.class);
  }

  @Test
  void aHoldWithoutAnOwnerIsRefused() {
    assertThatThrownBy(
            () ->
                holds.add(
                    Scope.COLLECTION, "cookies", null, "why", " ", LocalDate.of(2027, 1, 1), "me"))
        .isInstanceOf(DataIntegrityViolationException.class);
  }

  @Test
  void aHoldWithoutAReviewDateIsRefusedByTheDatabase() {
    assertThatThrownBy(
            () ->
                shop.jdbc()
                    .update(
                        "insert into oubli.hold (scope, collection, reason, owner, added_by)"
                            + " values ('collection', 'cookies', 'why', 'who', 'me')"))
        .isInstanceOf(DataIntegrityViolationException.class);
  }

  @Test
  void anOpenDisputeKeepsTheOrderAndOnlyTheColumnsOfThePersonThatItNeeds() {
    long customer = formerCustomer("a@example.fr");
    dispute(customer);

    shop.purge(NIGHT);

    assertThat(shop.count("orders where last_name = 'Martin' and amount = 123.45")).isEqualTo(1);
    assertThat(
            shop.count(
                "customers where last_name = 'Martin' and email = 'a@example.fr'"
                    + " and first_name is null and phone is null and postal_code = '75'"))
        .isEqualTo(1);
  }

  @Test
  void anOpenDisputeKeepsNoRequestThatItDoesNotNeed() {
    dispute(formerCustomer("a@example.fr"));

    shop.purge(NIGHT);

    assertThat(shop.count("contact_requests")).isZero();
  }

  @Test
  void theRestGoesWhenTheDisputeIsClosed() {
    long customer = formerCustomer("a@example.fr");
    dispute(customer);
    shop.purge(NIGHT);

    shop.jdbc().update("update disputes set status = 'closed'");
    shop.purge("2026-11-24");

    assertThat(shop.anonymised(customer)).isTrue();
    assertThat(shop.count("orders where last_name is null")).isEqualTo(1);
  }

  @Test
  void aPersonHeldInPartIsNotTouchedAgainTheNextNight() {
    dispute(formerCustomer("a@example.fr"));
    shop.purge(NIGHT);
    long entries = shop.count("oubli.ledger_entry");

    PurgeOutcome second = shop.purge("2026-11-24");

    assertThat(shop.count("oubli.ledger_entry")).isEqualTo(entries);
    assertThat(Shop.line(second, "order-data:customers").held()).isEqualTo(1);
  }

  /** Whole, in part, restricted while only a part is needed: what is planned is what is told. */
  @Test
  void aPlanCountsAsHeldWhatTheRunDoes() {
    dispute(formerCustomer("a@example.fr"));
    long restricted = formerCustomer("b@example.fr");
    dispute(restricted);
    restrict(restricted);
    hold(Scope.SUBJECT, "customers", formerCustomer("c@example.fr"));
    formerCustomer("d@example.fr");

    assertThat(planned(NIGHT))
        .contains("order-data:customers 4 due, 2 held, 1 restricted")
        .isEqualTo(run(NIGHT));
    assertThat(planned("2026-11-24"))
        .contains("order-data:customers 3 due, 2 held, 1 restricted")
        .isEqualTo(run("2026-11-24"));
  }

  private List<String> planned(String night) {
    PlanAnswer plan = Objects.requireNonNull(shop.dryRun(night).plan());
    return plan.lines().stream()
        .map(line -> told(line.rule() + ":" + line.collection(), line.counts()))
        .toList();
  }

  private static String told(String name, PlanLine.Counts counts) {
    return told(name, counts.due(), counts.held(), counts.restricted());
  }

  private List<String> run(String night) {
    return shop.purge(night).results().stream()
        .map(each -> told(each.name(), each.due(), each.held(), each.restricted()))
        .toList();
  }

  private static String told(String name, long due, long held, long restricted) {
    return "%s %d due, %d held, %d restricted".formatted(name, due, held, restricted);
  }

  @Test
  void aRestrictionKeepsTheRowAndIsCountedApart() {
    long customer = formerCustomer("a@example.fr");
    restrict(customer);

    PurgeOutcome outcome = shop.purge(NIGHT);

    assertThat(shop.intact(customer)).isTrue();
    assertThat(Shop.line(outcome, "order-data:customers").restricted()).isEqualTo(1);
    assertThat(Shop.line(outcome, "order-data:customers").held()).isZero();
  }
}
