package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.testing.Shop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PersonsIT {

  private static final String NIGHT = "2026-11-23";
  private static final String LONG_AGO = "2019-05-06 12:00+02";
  private static final String LATELY = "2025-05-06 12:00+02";

  private final Shop shop = Shop.fresh();

  @AfterEach
  void close() {
    shop.close();
  }

  private boolean masked(long order) {
    return shop.count("orders where last_name is null and email is null and id = " + order) == 1;
  }

  @Test
  void oneLateOrderKeepsAllTheOlderOnes() {
    long customer = shop.customer("a@example.fr");
    long old = shop.order(customer, LONG_AGO);
    shop.order(customer, LATELY);

    shop.purge(NIGHT);

    assertThat(masked(old)).isFalse();
  }

  @Test
  void anOrderOnAnotherAccountOfTheSamePersonKeepsBothAccounts() {
    long one = shop.customer("a@example.fr");
    long other = shop.customer(" A@Example.fr");
    shop.order(one, LONG_AGO);
    shop.order(other, LATELY);

    shop.purge(NIGHT);

    assertThat(shop.intact(one)).isTrue();
    assertThat(shop.intact(other)).isTrue();
  }

  @Test
  void bothAccountsOfAPersonGoWhenTheOrdersOfTheOneAreOver() {
    long one = shop.customer("a@example.fr");
    long other = shop.customer(" A@Example.fr");
    shop.order(one, LONG_AGO);

    assertThat(shop.purge(NIGHT).code()).isEqualTo(ExitCode.DONE);

    assertThat(shop.anonymised(one)).isTrue();
    assertThat(shop.anonymised(other)).isTrue();
  }

  @Test
  void aGuestOrderKeepsTheAccountOfTheSameEmail() {
    long customer = shop.customer("a@example.fr");
    shop.order(customer, LONG_AGO);
    shop.guestOrder("A@example.fr ", LATELY);

    shop.purge(NIGHT);

    assertThat(shop.intact(customer)).isTrue();
  }

  @Test
  void anAccountWhoseOnlyOrdersAreGuestOrdersGoesWithThem() {
    long customer = shop.customer("a@example.fr", LATELY);
    long guest = shop.guestOrder("A@example.fr", LONG_AGO);

    assertThat(shop.purge(NIGHT).code()).isEqualTo(ExitCode.DONE);

    assertThat(masked(guest)).isTrue();
    assertThat(shop.anonymised(customer)).isTrue();
  }

  @Test
  void aGuestGoesFiveYearsAfterTheLastGuestOrder() {
    long first = shop.guestOrder("guest@example.fr", "2018-01-01 12:00+01");
    long last = shop.guestOrder("Guest@example.fr", LONG_AGO);

    shop.purge("2024-05-06");
    assertThat(masked(first)).isFalse();

    shop.purge("2024-05-07");
    assertThat(masked(first)).isTrue();
    assertThat(masked(last)).isTrue();
  }

  @Test
  void anOrderByTelephoneWithoutAccountOrEmailHasItsOwnClock() {
    long old = shop.order(null, LONG_AGO);
    long late = shop.order(null, LATELY);

    shop.purge(NIGHT);

    assertThat(masked(old)).isTrue();
    assertThat(masked(late)).isFalse();
  }

  @Test
  void aGuestRequestGoesWithTheOrdersOfTheSameEmail() {
    shop.guestOrder("guest@example.fr", LONG_AGO);
    shop.insert("contact_requests", "email", "Guest@example.fr", "received_at", LONG_AGO);

    assertThat(shop.purge(NIGHT).code()).isEqualTo(ExitCode.DONE);

    assertThat(shop.count("contact_requests")).isZero();
  }

  @Test
  void aSharedTelephoneDoesNotMakeTwoPeopleOne() {
    long gone = shop.customer("a@example.fr");
    long kept = shop.customer("b@example.fr");
    shop.order(gone, LONG_AGO);
    shop.order(kept, LATELY);

    shop.purge(NIGHT);

    assertThat(shop.anonymised(gone)).isTrue();
    assertThat(shop.intact(kept)).isTrue();
  }

  @Test
  void aTestOrderDoesNotRestartTheClock() {
    long customer = shop.customer("a@example.fr");
    shop.order(customer, LONG_AGO);
    shop.insert("orders", "customer_id", customer, "ordered_at", LATELY, "status", "test");

    shop.purge(NIGHT);

    assertThat(shop.anonymised(customer)).isTrue();
  }

  @Test
  void aCancelledOrderRestartsTheClock() {
    long customer = shop.customer("a@example.fr");
    shop.order(customer, LONG_AGO);
    shop.insert("orders", "customer_id", customer, "ordered_at", LATELY, "status", "cancelled");

    shop.purge(NIGHT);

    assertThat(shop.intact(customer)).isTrue();
  }

  @Test
  void anErasedProfileDoesNotComeBackFromBilling() {
    long customer = shop.customer("a@example.fr");
    long order = shop.order(customer, LONG_AGO);
    shop.invoice("F1", order, "2019-05-06");

    shop.purge(NIGHT);
    shop.purge("2026-11-24");

    assertThat(shop.anonymised(customer)).isTrue();
    assertThat(shop.count("invoices")).isZero();
    assertThat(shop.count("oubli.archive where collection = 'invoices'")).isEqualTo(1);
    assertThat(shop.count("oubli.archive where content::text like '%billing.example%'")).isZero();
  }

  @Test
  void anOrderThatIsNotYetDueStaysAsItIs() {
    long customer = shop.customer("a@example.fr");
    shop.order(customer, LATELY);
    var before = shop.business();

    shop.purge(NIGHT);

    assertThat(shop.business()).isEqualTo(before);
  }

  @Test
  void aMaskedOrderHasItsQuarterAndARoundAmount() {
    long order = shop.order(shop.customer("a@example.fr"), LONG_AGO);

    shop.purge(NIGHT);

    assertThat(
            shop.text(
                "select (ordered_at at time zone 'Europe/Paris')::date from orders where id = "
                    + order))
        .isEqualTo("2019-04-01");
    assertThat(shop.text("select amount from orders")).isEqualTo("100.00");
  }

  @Test
  void aRecordingWithoutACustomerHasItsOwnClock() {
    long old = shop.recording("2026-05-01 12:00+02", null);
    long late = shop.recording("2026-10-01 12:00+02", null);

    shop.purge(NIGHT);

    assertThat(shop.has("recordings", old)).isFalse();
    assertThat(shop.has("recordings", late)).isTrue();
  }

  @Test
  void aRecordingOfAnActiveCustomerGoesAllTheSame() {
    long customer = shop.customer("a@example.fr");
    shop.order(customer, LATELY);
    long recording = shop.recording("2026-05-01 12:00+02", null);
    shop.jdbc().update("update recordings set customer_id = ?", customer);

    shop.purge(NIGHT);

    assertThat(shop.has("recordings", recording)).isFalse();
  }

  @Test
  void aSecondAccountInAnotherRangeOfTheTableGoesAlthoughTheFirstIsAlreadyMasked() {
    try (Shop shop = Shop.fresh()) {
      long first = shop.customer("a@exemple.fr");
      shop.order(first, "2019-05-05 10:00+02");
      shop.jdbc()
          .execute(
              "insert into customers (email, last_name, created_at)"
                  + " select 'f' || i || '@exemple.fr', repeat('x', 1500), timestamptz '2026-01-01'"
                  + " from generate_series(1, 6000) i");
      long second = shop.customer(" A@exemple.fr");
      PurgeOutcome outcome = shop.purge("2026-11-23");
      assertThat(outcome.code()).as("%s", outcome.remarks()).isEqualTo(ExitCode.DONE);
      assertThat(shop.anonymised(first)).isTrue();
      assertThat(shop.anonymised(second)).isTrue();
    }
  }
}
