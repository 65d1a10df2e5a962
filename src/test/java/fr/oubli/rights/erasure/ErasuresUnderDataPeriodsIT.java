package fr.oubli.rights.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.oubli.platform.exit.Refusal;
import fr.oubli.rights.erasure.SubjectErase.Erased;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.Right;
import fr.oubli.testing.Desk;
import fr.oubli.testing.Foreign;
import fr.oubli.testing.ShortMap;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An erasure does not wait for a period, and tells the one of a duty as the data say it. */
class ErasuresUnderDataPeriodsIT {

  private static final String BY_COUNTRY =
      "{ by: customers.country, FR: P3Y, DE: P10Y, else: refused }";

  private final Foreign base = new Foreign();

  @BeforeEach
  void shop() {
    base.tables(
        """
        create table tenants (id bigint primary key, gps_days int);
        create table customers (id bigint primary key, email text not null, country text);
        create table orders (id bigint primary key, customer_id bigint references customers,
          email text, note text, ordered_at date not null);
        create table points (id bigint primary key, customer_id bigint references customers,
          tenant_id bigint references tenants, place text, at date);
        create index on orders (customer_id); create index on points (customer_id);
        create index on points (tenant_id);
        insert into tenants values (1, 30), (2, null), (3, 3650);
        insert into customers values (1, 'fr@ex.fr', 'FR'), (2, 'de@ex.de', 'DE'), (3, 'de2@ex.de', 'DE');
        insert into orders values (1, 1, null, 'x', '2026-01-01'), (2, 2, null, 'x', '2026-02-01'),
          (3, 2, null, 'x', '2025-02-01'), (4, null, 'de@ex.de', 'x', '2024-01-01'), (5, 3, null, 'x', '2026-01-01');
        insert into points values (1, 2, 1, 'Kiel', '2026-11-20'), (2, 2, 2, 'Bonn', '2026-11-20'),
          (3, 2, 3, 'Ulm', '2026-11-20'), (4, 2, 2, 'Köln', null), (5, 1, 1, 'Paris', '2026-11-20');""");
    base.map(
        new ShortMap()
            .collection("tenants", "id !", "gps_days")
            .collection(
                "customers", "id ! #user.unique_id", "email @email #user.contact.email", "country")
            .collection(
                "orders",
                "id !",
                "customer_id >customers.id",
                "email @email #user.contact.email",
                "note #user.content",
                "ordered_at")
            .collection(
                "points",
                "id !",
                "customer_id >customers.id",
                "tenant_id >tenants.id",
                "place #user.location",
                "at")
            .toString());
    policy("customers: delete, orders: delete", "");
  }

  @AfterEach
  void close() {
    base.close();
  }

  private void policy(String then, String more) {
    base.policy(
        """
        policy: shop
        language: 2
        zone: Europe/Paris
        subject: { collection: customers, same-person-by: [email] }
        rules:
          clients:
            cites: after the last order
            basis: contract
            starts: { latest: [orders.ordered_at], per: subject }
            keep: { at-most: %s }
            then: { %s }
          gps:
            cites: as the tenant says
            basis: consent
            starts: { row: points.at }
            keep: { at-most: { days: tenants.gps_days, missing: P30D } }
            then: { points: delete }
        %s
        anonymise: { user.unique_id: preserve, user.content: null_rewrite,
          user.contact.email: { strategy: string_rewrite, value: 'x-{key}@invalid' } }
        limits: { share-of-collection: 100%% }
        """
            .formatted(BY_COUNTRY, then, more.indent(2)));
  }

  private String ids(String table) {
    return base.text("select string_agg(id::text, ',' order by id) from " + table);
  }

  private Desk desk() {
    return new Desk(base, base.policy(), base.map(), LocalDate.of(2026, 11, 23));
  }

  private String erased() {
    return erased("de@ex.de");
  }

  private String erased(String email) {
    Request request = desk().verified(Right.ERASURE, Identity.email(email));
    Erased erased = desk().erasure().erase(request.id());
    long entries = base.count("oubli.ledger_entry");
    assertThat(desk().erasure().erase(request.id()).state()).isEqualTo(erased.state());
    assertThat(base.count("oubli.ledger_entry")).as("a second erasure").isEqualTo(entries);
    assertThat(base.verifyLedger().faults()).isEmpty();
    return erased.state()
        + ": "
        + erased.outcomes().stream()
            .map(
                each ->
                    each.collection()
                        + " "
                        + each.kind()
                        + " "
                        + each.rows()
                        + (each.until() == null ? "" : " until " + each.until()))
            .sorted()
            .collect(Collectors.joining(", "));
  }

  @Test
  void allOfThePersonGoesWhateverPeriodTheDataSay() {
    assertThat(erased()).isEqualTo("DONE: customers ERASED 1, orders ERASED 3, points ERASED 4");

    assertThat(List.of(ids("customers"), ids("orders"), ids("points")))
        .containsExactly("1,3", "1,5", "5");
    assertThat(
            base.text(
                "select string_agg(distinct rule, ', ' order by rule) from oubli.ledger_entry"
                    + " where collection in ('customers', 'orders')"))
        .isEqualTo("clients (DE)");
  }

  @Test
  void masksTakeThePersonsRowsToo() {
    policy("customers: anonymise, orders: anonymise", "");

    assertThat(erased()).isEqualTo("DONE: customers ERASED 1, orders ERASED 3, points ERASED 4");

    assertThat(ids("orders where note is null")).isEqualTo("2,3,4");
    assertThat(base.text("select email from customers where id = 2")).isEqualTo("x-2@invalid");
  }

  /** A duty of six years there and ten here is told by the person's own. */
  @Test
  void aDutyIsToldUntilTheDayThatTheDataSay() {
    policy(
        "customers: anonymise",
        """
        invoices:
          cites: tax law
          basis: "HGB § 257"
          starts: { row: orders.ordered_at }
          keep: { at-least: { by: customers.country, FR: P6Y, DE: P10Y, else: P6Y } }
          then: { orders: delete }
        """);
    base.execute("update orders set customer_id = 2, email = null where id = 4");

    assertThat(erased("de@ex.de"))
        .isEqualTo("DONE: customers ERASED 1, orders KEPT 3 until 2036-02-01, points ERASED 4");
    assertThat(erased("fr@ex.fr"))
        .isEqualTo("DONE: customers ERASED 1, orders KEPT 1 until 2032-01-01, points ERASED 1");

    assertThat(ids("orders")).isEqualTo("1,2,3,4,5");
  }

  /** Nothing says the period of a row that belongs to no tenant, in a night and here. */
  @Test
  void aRowThatBelongsToNothingThatSaysAPeriodIsTold() {
    base.execute("update points set tenant_id = null where id = 4");
    Request request = desk().verified(Right.ERASURE, Identity.email("de@ex.de"));

    assertThatThrownBy(() -> desk().erasure().erase(request.id()))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "no rule of the policy says what becomes of 1 rows of points, left out by its filters;"
                + " write one");
    assertThat(ids("points")).isEqualTo("1,2,3,4,5");
  }

  /** As in a night: nothing runs while a row says no period that the policy knows. */
  @Test
  void aValueThatIsRefusedStopsTheErasureBeforeItBegins() {
    base.execute("update customers set country = 'IT' where id = 3");
    Request request = desk().verified(Right.ERASURE, Identity.email("de@ex.de"));

    assertThatThrownBy(() -> desk().erasure().erase(request.id()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("where country is IT (1)");

    assertThat(ids("customers")).isEqualTo("1,2,3");
    assertThat(base.count("oubli.ledger_entry")).isZero();
  }
}
