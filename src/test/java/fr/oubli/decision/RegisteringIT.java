package fr.oubli.decision;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.decision.keep.HoldsInForce;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.sql.Sql;
import fr.oubli.testing.Shop;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Whoever knows what is registered counts as whoever asks for everything that may be. */
class RegisteringIT {

  private static final LocalDate NIGHT = LocalDate.of(2026, 11, 23);
  private static final String LONG_AGO = "2009-05-06 12:00+02";

  private final Shop shop = Shop.fresh();
  private long customer;
  private long order;
  private long invoice;

  @AfterEach
  void close() {
    shop.close();
  }

  private void rows() {
    for (String email : new String[] {"a@example.fr", "b@example.fr"}) {
      customer = shop.customer(email);
      order = shop.order(customer, LONG_AGO);
      invoice = shop.invoice("F" + email, order, "2009-05-06");
      shop.line(invoice, 1);
      shop.insert("contact_requests", "customer_id", customer, "received_at", LONG_AGO);
    }
    shop.guestOrder("b@example.fr", LONG_AGO);
    shop.cookie("2020-01-01 12:00+01");
  }

  private void held(String kind, String scope, String collection, @Nullable Long key) {
    shop.insert(
        "oubli.hold",
        "kind",
        kind,
        "scope",
        scope,
        "collection",
        collection,
        "row_key",
        key == null ? null : key.toString(),
        "reason",
        "lawsuit",
        "owner",
        "legal",
        "review_on",
        "2027-01-01",
        "added_by",
        "me");
  }

  @Test
  void eachKindOfHoldIsCountedAlike() {
    rows();
    assertThat(counted()).isZero();
    held("hold", "collection", "cookies", null);
    assertThat(counted()).isEqualTo(1);
    shop.jdbc().update("delete from oubli.hold");
    held("hold", "row", "orders", order);
    assertThat(counted()).isPositive();
    shop.jdbc().update("delete from oubli.hold");
    held("hold", "row", "invoices", invoice);
    assertThat(counted()).isPositive();
    shop.jdbc().update("delete from oubli.hold");
    held("restriction", "subject", "customers", customer);
    assertThat(counted()).isPositive();
    held("hold", "owner", "customers", customer);
    assertThat(counted()).isPositive();
    shop.jdbc().update("update oubli.hold set released_at = now(), released_by = 'me'");
    assertThat(counted()).isZero();
    long request =
        shop.accessRequest(
            "received_on", "2026-11-01", "deadline", "2026-12-01", "opened_by", "me");
    shop.insert(
        "oubli.request_match",
        "request",
        request,
        "collection",
        "orders",
        "row_key",
        Long.toString(order),
        "found_by",
        "email",
        "state",
        "confirmed");
    assertThat(counted()).isPositive();
  }

  /** How many rows of all enforcements are kept, once both ways have told the same of each. */
  private long counted() {
    JdbcTemplate jdbc = shop.jdbc();
    Eligibilities eligibilities =
        new Eligibilities(
            shop.policy(), Shop.map(), Catalog.read(shop.dataSource(), Shop.map()), NIGHT);
    HoldsInForce inForce = HoldsInForce.read(jdbc);
    long[] kept = new long[1];
    new TransactionTemplate(new JdbcTransactionManager(shop.dataSource()))
        .executeWithoutResult(
            status -> {
              SessionTables tables = new SessionTables(jdbc);
              for (Enforcement each : eligibilities.enforcements(null)) {
                tables.make(each.tables());
                Map<String, Object> all = row(jdbc, each.census(true));
                Map<String, Object> known = row(jdbc, each.registering(inForce).census(true));
                assertThat(known).as(each.name()).isEqualTo(all);
                kept[0] += number(all, "held") + number(all, "restricted");
              }
            });
    return kept[0];
  }

  private static Map<String, Object> row(JdbcTemplate jdbc, Sql sql) {
    return new LinkedHashMap<>(jdbc.queryForMap(sql.text(), sql.values().toArray()));
  }

  private static long number(Map<String, Object> row, String name) {
    return ((Number) row.getOrDefault(name, 0)).longValue();
  }
}
