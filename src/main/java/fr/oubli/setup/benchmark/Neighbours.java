package fr.oubli.setup.benchmark;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A shop that is open: so many small transactions a second, each of which reads a customer; every
 * other one orders something, which also changes the customer's row. A transaction begins when its
 * time has come and not when the one before it is over: who has to queue waits too.
 */
final class Neighbours implements AutoCloseable {

  static final int A_SECOND = 400;
  private static final int CLIENTS = 8;

  private static final String READ =
      "select email, last_name, postal_code from customers where id = ?";
  private static final String ORDER =
      "insert into orders (customer_id, channel, status, ordered_at, service, amount_incl_tax)"
          + " values (?, 'site', 'done', timestamptz '2026-11-23 12:00+01', 'Ouverture de porte', 100)";
  private static final String SEEN =
      "update customers set last_seen_at = timestamptz '2026-11-23 12:00+01' where id = ?";

  private final String url;
  private final long customers;
  private final List<Thread> clients = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private volatile List<Double> told = new ArrayList<>();
  private volatile boolean open = true;

  private Neighbours(String url, long customers) {
    this.url = url;
    this.customers = customers;
  }

  /**
   * Opens the shop.
   *
   * @param customers their keys are the numbers up to this one
   */
  static Neighbours open(String url, long customers) {
    Neighbours shop = new Neighbours(url, customers);
    long start = System.nanoTime();
    for (int i = 0; i < CLIENTS; i++) {
      int client = i;
      Thread thread = new Thread(() -> shop.trade(start, client), "neighbour-" + i);
      shop.clients.add(thread);
      thread.start();
    }
    return shop;
  }

  private void trade(long start, int client) {
    try (Connection connection = DriverManager.getConnection(url, "postgres", "")) {
      connection.setAutoCommit(false);
      try (PreparedStatement read = connection.prepareStatement(READ);
          PreparedStatement order = connection.prepareStatement(ORDER);
          PreparedStatement seen = connection.prepareStatement(SEEN)) {
        for (long i = client; open; i += CLIENTS) {
          long due = start + i * 1_000_000_000L / A_SECOND;
          List<Double> phase = awaited(due);
          long customer = ThreadLocalRandom.current().nextLong(1, customers + 1);
          run(read, customer);
          if (i / CLIENTS % 2 == 0) {
            run(order, customer);
            run(seen, customer);
          }
          connection.commit();
          note(phase, (System.nanoTime() - due) / 1e6);
        }
      }
    } catch (SQLException e) {
      fail(String.valueOf(e.getMessage()));
    }
  }

  /** What goes on when the time has come. */
  private List<Double> awaited(long due) {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    return told;
  }

  private static void run(PreparedStatement statement, long customer) throws SQLException {
    statement.setLong(1, customer);
    statement.execute();
  }

  private synchronized void note(List<Double> phase, double millis) {
    phase.add(millis);
  }

  private synchronized void fail(String message) {
    failures.add(message);
  }

  /**
   * What the transactions took that began while something went on, in milliseconds and sorted.
   *
   * @param goesOn whether it still does
   */
  List<Double> during(BooleanSupplier goesOn) {
    List<Double> phase = new ArrayList<>();
    told = phase;
    while (goesOn.getAsBoolean()) {
      LockSupport.parkNanos(10_000_000);
    }
    told = new ArrayList<>();
    synchronized (this) {
      if (!failures.isEmpty()) {
        throw new IllegalStateException("a neighbour failed: " + failures.get(0));
      }
      return phase.stream().sorted().toList();
    }
  }

  @Override
  public void close() {
    open = false;
    for (Thread client : clients) {
      try {
        client.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
