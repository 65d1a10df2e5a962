package fr.oubli.purge;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.registers.hold.HoldLock;
import fr.oubli.registers.hold.HoldRegister;
import fr.oubli.registers.hold.HoldRegister.Scope;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.Right;
import fr.oubli.testing.Desk;
import fr.oubli.testing.Shop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What others do to a shop while its night runs. */
final class FaultsBeside {

  /** What a night does, each once or several times. */
  private static final List<String> WRITES =
      List.of(
          "delete on public.cookies",
          "delete on public.recordings",
          "update on public.customers",
          "update on public.orders",
          "delete on public.invoice_lines",
          "insert on oubli.archive",
          "insert on oubli.ledger_entry",
          "insert on oubli.quarantine",
          "insert on oubli.run",
          "insert on oubli.run_plan",
          "update on oubli.run",
          "insert on oubli.run_result",
          "insert on oubli.run_age",
          "insert on oubli.seal",
          "insert on oubli.file_removal",
          "update on oubli.file_removal",
          "insert on oubli.batch_job_instance",
          "insert on oubli.batch_job_execution",
          "update on oubli.batch_job_execution",
          "insert on oubli.batch_step_execution",
          "update on oubli.batch_step_execution",
          "update on oubli.batch_step_execution_context",
          "update on oubli.batch_job_execution_context");

  private static final List<String> LOCKS =
      List.of(
          "lock table cookies in access exclusive mode",
          "lock table recordings in access exclusive mode",
          "lock table orders in share mode",
          "lock table oubli.ledger_entry in exclusive mode",
          "lock table oubli.run in share mode",
          "lock table oubli.batch_step_execution in share mode",
          "select 1 from cookies where id % 7 = 0 for update",
          "select 1 from customers for no key update",
          "select 1 from invoices for key share",
          HoldLock.ALONE);

  private FaultsBeside() {}

  /** A lock that is asked for at a moment, and held for a while where it is given. */
  static final class Lock {

    private final Shop shop;
    private final String statement;
    private final int millis;
    private @Nullable CompletableFuture<Void> held;

    private Lock(Shop shop, String statement, int millis) {
      this.shop = shop;
      this.statement = statement;
      this.millis = millis;
    }

    void begin() {
      held = FaultyNight.beside(this::hold);
    }

    private void hold() throws SQLException, InterruptedException {
      try (Connection connection = shop.connect();
          Statement locking = connection.createStatement()) {
        connection.setAutoCommit(false);
        locking.execute("set lock_timeout = 500");
        locking.execute(statement);
        Thread.sleep(millis);
        connection.rollback();
      } catch (SQLException e) {
        // The night has the rows itself: another fault that did not happen.
        if (!"55P03".equals(e.getSQLState()) && !"40P01".equals(e.getSQLState())) {
          throw e;
        }
      }
    }

    void end() {
      if (held != null) {
        held.join();
      }
    }
  }

  static Lock lock(FaultyNight night) {
    return new Lock(night.shop(), night.any(LOCKS), 20 + night.random().nextInt(600));
  }

  /**
   * From now on a write fails as on a full disk: the first of its kind, or one of the next. What
   * the server says then is what counts; to fill its disk would need one of its own.
   */
  static void fillDatabase(FaultyNight night) {
    night
        .shop()
        .jdbc()
        .execute(
            """
            create schema faults;
            create sequence faults.writes;
            create function faults.full() returns trigger language plpgsql as $$ begin
              if nextval('faults.writes') >= %d then
                raise exception 'could not extend file "base/1/1": No space left on device'
                  using errcode = 'disk_full';
              end if;
              return null; end $$;
            create trigger full_disk after %s for each statement execute function faults.full();
            """
                .formatted(1 + night.random().nextInt(3), night.any(WRITES)));
  }

  static void emptyDatabase(FaultyNight night) {
    night.shop().jdbc().execute("drop schema faults cascade");
  }

  /** A folder that is something else from a moment on, until it is given back. */
  static final class DeniedFolder {

    private final Path folder;
    private final boolean readOnly;
    private boolean denied;

    private DeniedFolder(Path folder, boolean readOnly) {
      this.folder = folder;
      this.readOnly = readOnly;
    }

    private Path away() {
      return folder.resolveSibling(folder.getFileName() + ".away");
    }

    void deny() {
      try {
        denied = true;
        if (readOnly && Files.exists(folder)) {
          folder.toFile().setWritable(false);
          return;
        }
        if (Files.exists(folder)) {
          Files.move(folder, away());
        }
        Files.writeString(folder, "no folder");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void giveBack() {
      try {
        if (denied && Files.isRegularFile(folder)) {
          Files.delete(folder);
          if (Files.exists(away())) {
            Files.move(away(), folder);
          }
        }
        if (Files.exists(folder)) {
          folder.toFile().setWritable(true);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static DeniedFolder deniedFolder(FaultyNight night) {
    Shop shop = night.shop();
    return new DeniedFolder(
        night.any(List.of(shop.reports(), shop.keys(), shop.recordings())),
        night.random().nextBoolean());
  }

  /** What is a customer's, by collection and key; the files too. */
  private static Set<String> rowsOf(Shop shop, long customer) {
    return new TreeSet<>(
        shop.jdbc()
            .queryForList(
                """
                select 'customers:' || id from customers where id = %1$d
                union all select 'orders:' || id from orders where customer_id = %1$d
                union all select 'invoices:' || id from invoices where customer_id = %1$d
                union all select 'invoice_lines:' || row(invoice_id, line_no)::text
                  from invoice_lines join invoices i on i.id = invoice_id where customer_id = %1$d
                union all select 'contact_requests:' || id from contact_requests
                  where customer_id = %1$d
                union all select 'recordings:' || id from recordings where customer_id = %1$d
                union all select file_path from recordings where customer_id = %1$d
                """
                    .formatted(customer),
                String.class));
  }

  /** A customer of whom no dispute is open. */
  private static long customer(FaultyNight night) {
    return 31L + night.random().nextInt(60);
  }

  /** Whatever is still there when a hold is in force stays as it is. */
  static Set<String> hold(FaultyNight night) {
    Shop shop = night.shop();
    boolean person = night.random().nextBoolean();
    String collection = person ? "customers" : night.any(List.of("cookies", "recordings"));
    long key = person ? customer(night) : 1 + night.random().nextInt(60);
    Set<String> rows = new TreeSet<>(Set.of(collection + ":" + key));
    if (person) {
      rows.addAll(rowsOf(shop, key));
    } else if (collection.equals("recordings")) {
      rows.add("r" + key + ".wav");
    }
    AtomicReference<@Nullable Set<String>> held = new AtomicReference<>();
    CompletableFuture<?>[] beside = new CompletableFuture<?>[1];
    night.struck(
        FaultKind.RETURN,
        () ->
            beside[0] =
                FaultyNight.beside(
                    () -> {
                      new HoldRegister(shop.dataSource())
                          .add(
                              person ? Scope.SUBJECT : Scope.ROW,
                              collection,
                              "" + key,
                              "suit",
                              "legal",
                              LocalDate.of(2099, 1, 1),
                              "me");
                      held.set(stored(EndState.of(shop), rows));
                    }));
    if (beside[0] != null) {
      beside[0].join();
    }
    night.finish();
    Set<String> before = held.get();
    Set<String> now = stored(EndState.of(shop), rows);
    if (before != null && !before.equals(now)) {
      night.found().add("held: found " + now + ", wanted " + before);
    }
    missingFiles(night);
    return rows;
  }

  private static Set<String> stored(EndState state, Set<String> rows) {
    return state.of(rows).stream()
        .filter(line -> !line.startsWith("files"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The file of the one recording that never had one is not missed. */
  private static void missingFiles(FaultyNight night) {
    List<String> paths =
        night
            .shop()
            .jdbc()
            .queryForList(
                "select file_path from recordings where file_path <> 'never.wav'", String.class);
    paths.removeIf(path -> Files.exists(night.shop().recordings().resolve(path)));
    if (!paths.isEmpty()) {
      night.found().add("rows without their file: " + paths);
    }
  }

  /** An erasure that meets the night is refused, and asked for again after it. */
  static Set<String> erasure(FaultyNight night) {
    Shop shop = night.shop();
    long customer = customer(night);
    Set<String> rows = rowsOf(shop, customer);
    // What the erasure archives before the night, the night can end in the archive.
    Set.copyOf(rows).stream()
        .filter(row -> row.startsWith("invoice"))
        .forEach(row -> rows.add("archive." + row));
    Desk desk = new Desk(shop, night.policy(), Shop.map(), FaultyNight.NIGHT);
    Request request = desk.verified(Right.ERASURE, Identity.email("c" + customer + "@exemple.fr"));
    CompletableFuture<?>[] beside = new CompletableFuture<?>[1];
    night.struck(
        FaultKind.RETURN, () -> beside[0] = FaultyNight.beside(() -> erase(desk, request.id())));
    if (beside[0] != null) {
      beside[0].join();
    }
    if (shop.count("oubli.erasure") == 0) {
      erase(desk, request.id());
    }
    night.finish();
    String left =
        "customers where email = 'c%1$d@exemple.fr' or last_name = 'N%1$d'".formatted(customer);
    if (shop.count(left) + shop.count("recordings where customer_id = " + customer) > 0) {
      night.found().add("the person is still there");
    }
    rows.stream()
        .filter(row -> row.endsWith(".wav") && Files.exists(shop.recordings().resolve(row)))
        .forEach(row -> night.found().add("a file of the person is still there: " + row));
    missingFiles(night);
    return rows;
  }

  private static void erase(Desk desk, long request) {
    try {
      desk.erasure().erase(request);
    } catch (Refusal refusal) {
      if (refusal.code() != ExitCode.BUSY) {
        throw refusal;
      }
    }
  }
}
