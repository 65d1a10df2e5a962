package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.testing.Foreign;
import fr.oubli.testing.ShortMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Rows that others keep are due every night and stay every night: a plan that was approved once
 * cannot make them go, and the limit of a night does not count them.
 */
class RowsThatStayIT {

  private static final String NIGHT = "2026-11-27";

  private final Foreign base = new Foreign();

  @AfterEach
  void close() {
    base.close();
  }

  /** Twenty orders are due, and as many are not; so many of the due ones have an invoice. */
  private void shop(int invoiced) {
    base.tables(
        """
        create table orders (id int primary key, ordered_on date not null);
        create table invoices (id int primary key, order_id int not null references orders,
          issued_on date not null);
        create table reminders (id int primary key, order_id int not null references orders,
          sent_on date not null);
        insert into orders select i, case when i <= 20 then date '2019-01-01' else '2026-01-01' end
          from generate_series(1, 40) i;
        insert into invoices select i, i, '2019-01-02' from generate_series(1, %1$d) i;
        insert into reminders select i, i, '2026-10-01' from generate_series(1, %1$d) i;
        create index on invoices (order_id); create index on reminders (order_id);
        analyze;"""
            .formatted(invoiced));
    base.map(
        new ShortMap()
            .collection("orders", "id !", "ordered_on")
            .collection("invoices", "id !", "order_id >orders.id", "issued_on")
            .collection("reminders", "id !", "order_id >orders.id", "sent_on")
            .toString());
    base.policy(
        """
        policy: shop
        language: 2
        zone: Europe/Paris
        rules:
          orders:
            cites: "3 years"
            basis: contract
            starts: { row: orders.ordered_on }
            keep: { at-most: P3Y }
            then: { orders: delete }
          invoices:
            cites: "10 years"
            basis: legal obligation
            starts: { row: invoices.issued_on }
            keep: { at-least: P10Y }
            then: { invoices: delete }
          reminders:
            cites: "1 year"
            basis: contract
            starts: { row: reminders.sent_on }
            keep: { at-most: P1Y }
            then: { reminders: delete }
        limits: { share-of-collection: 20%, from-rows: 5 }
        """);
  }

  @Test
  void aNightInWhichFewGoRunsWhateverIsKeptByOthers() {
    shop(16);
    PurgeOutcome night = base.purge(NIGHT);
    assertThat(night.code()).isEqualTo(ExitCode.DONE);
    assertThat(base.count("orders where id <= 20")).isEqualTo(16);

    assertThat(base.purge(NIGHT).code()).isEqualTo(ExitCode.DONE);
    assertThat(base.count("orders where id <= 20")).isEqualTo(16);
  }

  @Test
  void whereManyGoTheLimitHoldsAndSaysHowManyStay() {
    shop(10);
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> base.purge(NIGHT));
    assertThat(refusal.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(refusal.lines().get(0))
        .isEqualTo(
            "orders:orders would delete 10 of 40 rows (10 more are due and stay), over the limit of"
                + " 20 %");
    assertThat(base.count("orders")).isEqualTo(40);
  }

  @Test
  void whereNobodyRefersToThemNothingIsTakenOff() {
    shop(0);
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> base.purge(NIGHT));
    assertThat(refusal.lines().get(0))
        .isEqualTo("orders:orders would delete 20 of 40 rows, over the limit of 20 %");
  }

  /**
   * Invoices keep ten and reminders ten, five of them the same: no row that may go is taken for one
   * that stays.
   */
  @Test
  void rowsThatSeveralKeepAreNotTakenOffTwice() {
    shop(10);
    base.execute("update reminders set order_id = order_id + 5");
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> base.purge(NIGHT));
    assertThat(refusal.lines().get(0)).startsWith("orders:orders would delete 10 of 40 rows (10");
  }
}
