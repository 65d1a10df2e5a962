package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.testing.Shop;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Nights beside a shop that is open: {@code -Doubli.live=50} for the full count. The shop orders
 * for customers whose rows are due, changes addresses, closes accounts, rewrites rows so that they
 * move, adds and deletes rows that refer to them. Whoever orders sees under a lock whether the
 * customer was there; a customer who was, and whose order was committed, must be kept, and
 * everybody else who is due must go.
 */
class LiveShopIT {

  private static final String NIGHT = "2026-11-23";
  private static final int NIGHTS = Integer.getInteger("oubli.live", 1);
  private static final int DUE = 600;
  private static final int CLIENTS = 4;

  private final Set<Long> kept = ConcurrentHashMap.newKeySet();
  private final List<String> errors = new CopyOnWriteArrayList<>();
  private final AtomicLong transactions = new AtomicLong();
  private final AtomicBoolean open = new AtomicBoolean(true);

  private static Shop shop() {
    Shop shop = Shop.fresh();
    shop.jdbc()
        .execute(
            """
            insert into customers (id, email, first_name, last_name, phone, postal_code, created_at)
            select i, 'c' || i || '@exemple.fr', 'P' || i, 'N' || i, '+336' || i, '75008',
              '2012-01-01'
            from generate_series(1, %1$d) i;
            insert into orders (customer_id, ordered_at, last_name, amount)
            select i, timestamptz '2015-06-01' + i * interval '1 minute', 'N' || i, i
            from generate_series(1, %1$d) i;
            insert into cookies (value, set_at)
            select md5(i::text), timestamptz '2024-01-01' + i * interval '3 minutes'
            from generate_series(1, %1$d) i;
            select setval('customers_id_seq', %1$d);
            analyze;
            """
                .formatted(DUE));
    return shop;
  }

  @Test
  void aNightBesideAShopThatIsOpenMeetsEveryDueRowAndKeepsWhoOrdered(TestReporter reporter)
      throws Exception {
    long nanos = 0;
    long seed = Long.getLong("oubli.seed", System.nanoTime());
    for (int night = 0; night < NIGHTS; night++) {
      try (Shop shop = shop()) {
        kept.clear();
        open.set(true);
        List<Thread> clients = clients(shop, new Random(seed + night));
        long began = System.nanoTime();
        PurgeOutcome outcome = shop.purge(NIGHT);
        nanos += System.nanoTime() - began;
        open.set(false);
        for (Thread client : clients) {
          client.join();
        }
        judge(shop, outcome, "seed " + (seed + night));
      }
    }
    reporter.publishEntry(
        "transactions a second", String.valueOf(transactions.get() * 1_000_000_000 / nanos));
  }

  private void judge(Shop shop, PurgeOutcome outcome, String seed) {
    String told = seed + ", " + transactions + " transactions, " + outcome.remarks();
    assertThat(errors).as(told).isEmpty();
    assertThat(outcome.code()).as(told).isIn(ExitCode.DONE, ExitCode.QUARANTINE);
    assertThat(outcome.remarks()).as(told).noneMatch(line -> line.contains("nothing explains"));
    List<Long> intact =
        shop.jdbc()
            .queryForList(
                "select id from customers where last_name is not null and email not like 'erased-%'",
                Long.class);
    assertThat(intact).as(told).containsAll(kept);
    assertThat(shop.purge(NIGHT).code()).as(told).isEqualTo(ExitCode.DONE);
    List<Long> left =
        shop.jdbc()
            .queryForList(
                "select id from customers where last_name is not null order by id", Long.class);
    assertThat(left).as(told).containsExactlyElementsOf(kept.stream().sorted().toList());
    assertThat(shop.count("cookies")).as(told).isZero();
    assertThat(shop.verifyLedger().faults()).as(told).isEmpty();
  }

  private List<Thread> clients(Shop shop, Random seeds) {
    List<Thread> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      Random random = new Random(seeds.nextLong());
      Thread client = new Thread(() -> trade(shop, random), "client-" + i);
      client.start();
      clients.add(client);
    }
    return clients;
  }

  private void trade(Shop shop, Random random) {
    try (Connection connection = shop.connect()) {
      connection.setAutoCommit(false);
      while (open.get()) {
        long customer = 1L + random.nextInt(DUE);
        switch (random.nextInt(12)) {
          case 0 -> order(connection, customer);
          case 1, 2 ->
              run(
                  connection,
                  "update customers set postal_code = postal_code where id = ?",
                  customer);
          case 3 ->
              run(connection, "update orders set amount = amount where customer_id = ?", customer);
          case 4, 5 -> run(connection, "update cookies set value = value where id = ?", customer);
          case 6 ->
              run(
                  connection,
                  "insert into contact_requests (customer_id, received_at)"
                      + " select id, '2015-01-01' from customers where id = ? for key share",
                  customer);
          case 7 -> run(connection, "delete from contact_requests where customer_id = ?", customer);
          case 8 ->
              run(
                  connection,
                  "update customers set email = 'n' || id || '.' || (random() * 1e9)::bigint"
                      + " || '@exemple.fr' where id = ? and last_name is not null",
                  customer);
          case 9 -> closeAccount(connection, customer);
          default -> run(connection, "select 1 from customers where id = ?", customer);
        }
        transactions.incrementAndGet();
        Thread.sleep(4);
      }
    } catch (SQLException e) {
      errors.add(e.getSQLState() + " " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void run(Connection connection, String sql, long customer) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, customer);
      statement.execute();
      connection.commit();
    }
  }

  /**
   * The lock lasts to the end of the transaction: what it saw is what its commit comes after, and
   * what is noted while it lasts is noted in the order of the commits.
   */
  private void order(Connection connection, long customer) throws SQLException {
    Optional<Boolean> there = isThere(connection, customer, "share");
    if (there.isEmpty()) {
      connection.commit();
      return;
    }
    if (there.get()) {
      kept.add(customer);
    }
    run(
        connection,
        "insert into orders (customer_id, ordered_at, last_name)"
            + " values (?, '2026-11-22 12:00+01', 'New')",
        customer);
  }

  private void closeAccount(Connection connection, long customer) throws SQLException {
    isThere(connection, customer, "update");
    kept.remove(customer);
    for (String closing :
        List.of(
            "delete from contact_requests where customer_id = ?",
            "delete from orders where customer_id = ?",
            "delete from customers where id = ?")) {
      try (PreparedStatement statement = connection.prepareStatement(closing)) {
        statement.setLong(1, customer);
        statement.execute();
      }
    }
    connection.commit();
  }

  /** Empty where there is no such row; false where it was emptied. */
  private static Optional<Boolean> isThere(Connection connection, long customer, String lock)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select last_name is not null as there from customers where id = ? for " + lock)) {
      statement.setLong(1, customer);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(row.getBoolean("there")) : Optional.empty();
      }
    }
  }
}
