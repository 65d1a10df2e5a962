package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariDataSource;
import fr.oubli.platform.console.Progress;
import fr.oubli.platform.database.Reconnection;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.testing.Shop;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.PGConnection;

/** Nights beside others who lock rows and tables, or rewrite rows. */
class BusyTablesIT {

  private static final String NIGHT = "2026-11-23";

  private final Shop shop = Shop.fresh();
  private final List<String> told = new CopyOnWriteArrayList<>();

  /** Does something when a step starts, when it has listed its rows; and when a line is told. */
  private record Watching(Consumer<String> started, Consumer<String> said) implements Progress {
    @Override
    public void started(String step, long slices, long rows) {
      started.accept(step);
    }

    @Override
    public void advanced(long slices, long rows) {}

    @Override
    public void finished(String step, long rows, long millis) {}

    @Override
    public void told(String line) {
      said.accept(line);
    }
  }

  @BeforeEach
  void rows() {
    long old = shop.customer("old@exemple.fr");
    long invoice = shop.invoice("F1", shop.order(old, "2010-05-05 10:00+02"), "2010-05-05");
    shop.line(invoice, 1);
    for (int i = 0; i < 5; i++) {
      shop.cookie("2024-01-01 12:00+01");
    }
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private PurgeOutcome night(
      DataSource source, int lockWait, Consumer<String> started, Consumer<String> said) {
    return new NightlyPurge(
            shop.policy(),
            Shop.map(),
            source,
            new Watching(
                started,
                line -> {
                  told.add(line);
                  said.accept(line);
                }),
            Clock.systemUTC())
        .with(
            new Patience(
                new Reconnection(Duration.ofSeconds(1), 1),
                Duration.ofMillis(lockWait),
                Duration.ofMillis(300)))
        .run(shop.options(LocalDate.parse(NIGHT), false, null));
  }

  private PurgeOutcome night(Consumer<String> started) {
    return night(shop.dataSource(), 40, started, line -> {});
  }

  private void nothingIsLeft() {
    assertThat(shop.count("cookies")).isZero();
    assertThat(shop.count("invoices")).isZero();
    assertThat(shop.count("customers where email like 'erased-%'")).isEqualTo(1);
    assertThat(shop.verifyLedger().faults()).isEmpty();
  }

  /** What rewrites the rows of a step, when it has just listed them. */
  private static final Map<String, String> REWRITES =
      Map.of(
          "cookies:cookies", "update cookies set value = value",
          "order-data:customers", "update customers set phone = phone",
          "order-data:orders", "update orders set amount = amount",
          "accounting-documents:invoices", "update invoices set total = total");

  /** A row that is rewritten lies elsewhere than where the step has just listed it. */
  @Test
  void aRowThatMovesAwayFromEveryStepIsMetAllTheSame() {
    Map<String, Integer> moved = new ConcurrentHashMap<>();
    PurgeOutcome outcome =
        night(
            started -> {
              String rewrite = REWRITES.get(started);
              if (rewrite != null) {
                moved.merge(started, shop.jdbc().update(rewrite), Integer::sum);
              }
            });

    assertThat(outcome.code()).as("%s", outcome.remarks()).isEqualTo(ExitCode.DONE);
    assertThat(moved).containsOnlyKeys(REWRITES.keySet());
    assertThat(moved)
        .allSatisfy((step, rows) -> assertThat(rows).as("rows of %s", step).isPositive());
    nothingIsLeft();
  }

  @Test
  void aRowThatSomebodyLocksAllNightIsLeftAndNamedAndTheOthersGo() throws Exception {
    try (Connection other = shop.connect()) {
      other.setAutoCommit(false);
      other.createStatement().execute("select 1 from cookies where id = 3 for update");

      PurgeOutcome outcome = night(started -> {});

      assertThat(outcome.code()).isEqualTo(ExitCode.QUARANTINE);
      assertThat(outcome.remarks())
          .contains(
              "cookies:cookies: 1 row stays: other sessions lock it, or rewrite it again and again;"
                  + " the next night meets it");
      assertThat(told)
          .anyMatch(
              line -> line.startsWith("cookies:cookies: left for later, since another session"));
      assertThat(
              shop.count("oubli.run_result where rule = 'cookies' and remaining = 1 and busy = 1"))
          .isEqualTo(1);
      assertThat(shop.count("invoices")).isZero();
      assertThat(shop.count("oubli.run where state = 'done'")).isEqualTo(1);
    }
    assertThat(night(started -> {}).code()).isEqualTo(ExitCode.DONE);
    nothingIsLeft();
  }

  private static final List<String> LOCKS =
      List.of(
          "lock table cookies in access exclusive mode",
          "lock table customers in share mode",
          "select 1 from invoices for update",
          "select pg_advisory_xact_lock(hashtextextended('oubli.hold', 0))",
          "lock table oubli.ledger_entry in exclusive mode");

  private static final Pattern HOLDER =
      Pattern.compile(
          "waiting for server process (\\d+) \\(PostgreSQL JDBC Driver of role postgres, since .*");

  /** Each by a session of its own, which lets go once the night has said that it waits for it. */
  @Test
  void everyLockThatIsGivenUpIsWaitedFor() throws Exception {
    Map<Integer, Connection> holders = new ConcurrentHashMap<>();
    Map<Integer, String> held = new ConcurrentHashMap<>();
    try {
      for (String lock : LOCKS) {
        Connection other = shop.connect();
        int process = other.unwrap(PGConnection.class).getBackendPID();
        holders.put(process, other);
        held.put(process, lock);
        other.setAutoCommit(false);
        other.createStatement().execute(lock);
      }

      PurgeOutcome outcome =
          night(
              shop.dataSource(),
              1_000,
              started -> {},
              line -> {
                Matcher holder = HOLDER.matcher(line);
                if (holder.matches()) {
                  int process = Integer.parseInt(holder.group(1));
                  held.remove(process);
                  rollback(Objects.requireNonNull(holders.get(process), line));
                }
              });

      assertThat(outcome.code()).as("%s", outcome.remarks()).isEqualTo(ExitCode.DONE);
      assertThat(held.values()).as("locks that the night never told of").isEmpty();
    } finally {
      for (Connection other : holders.values()) {
        other.close();
      }
    }
    nothingIsLeft();
  }

  private static void rollback(Connection connection) {
    try {
      connection.rollback();
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aTableThatStaysLockedIsExitOneOnceTheWaitsAreOver() throws Exception {
    try (Connection other = shop.connect();
        HikariDataSource impatient = impatient()) {
      other.setAutoCommit(false);
      other.createStatement().execute("lock table cookies in access exclusive mode");

      Refusal refusal =
          catchThrowableOfType(
              Refusal.class, () -> night(impatient, 40, started -> {}, line -> {}));

      assertThat(refusal.code()).isEqualTo(ExitCode.FAILED);
      assertThat(refusal.lines())
          .containsExactly(
              "another session holds a lock that the night needs; run the same command again to"
                  + " resume the night");
    }
    assertThat(night(started -> {}).code()).isEqualTo(ExitCode.DONE);
  }

  private HikariDataSource impatient() {
    HikariDataSource pool = new HikariDataSource();
    pool.setDataSource(source());
    pool.setMaximumPoolSize(8);
    pool.setMinimumIdle(0);
    pool.setConnectionInitSql("set lock_timeout = 100");
    return pool;
  }

  private org.postgresql.ds.PGSimpleDataSource source() {
    org.postgresql.ds.PGSimpleDataSource source = new org.postgresql.ds.PGSimpleDataSource();
    source.setPortNumbers(new int[] {shop.port()});
    source.setServerNames(new String[] {"localhost"});
    source.setDatabaseName(shop.database());
    source.setUser("postgres");
    return source;
  }

  /** The session of a lock's holder, or of the night's snapshot, waits for others all the time. */
  @ParameterizedTest
  @CsvSource({
    "idle_in_transaction_session_timeout, 30",
    "transaction_timeout, 30",
    "statement_timeout, 1"
  })
  void aSettingThatEndsTheNightIsNamed(String setting, String value) {
    try (HikariDataSource pool = impatient()) {
      shop.jdbc()
          .execute(
              """
              create function wait() returns trigger language plpgsql as $$ begin
                perform pg_sleep(0.2); return null; end $$;
              create trigger wait after delete on cookies for each statement execute function wait();
              """);
      pool.setConnectionInitSql("set " + setting + " = " + value);
      String said;
      try {
        said = String.join("\n", night(pool, 40, started -> {}, line -> {}).remarks());
      } catch (RuntimeException e) {
        said = fr.oubli.platform.console.Failures.line(e);
      }
      assertThat(said).contains("alter role current_user set " + setting + " = 0");
    }
  }

  /** What keeps its row as it is, wherever that lies, is a fault and no neighbour. */
  @Test
  void aRowThatATriggerKeepsIsStillUnexplained() {
    shop.jdbc()
        .execute(
            """
            create function keep() returns trigger language plpgsql as $$ begin return null; end $$;
            create trigger keep before delete on cookies for each row execute function keep();
            """);

    PurgeOutcome outcome = night(started -> {});

    assertThat(outcome.code()).isEqualTo(ExitCode.FAILED);
    assertThat(outcome.remarks()).anyMatch(line -> line.contains("nothing explains"));
  }
}
