package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariDataSource;
import fr.oubli.platform.console.Progress;
import fr.oubli.platform.database.Reconnection;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.testing.Link;
import fr.oubli.testing.Shop;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Nights whose connection breaks, and launches after nights that ended in any way. */
class LostConnectionIT {

  private static final String NIGHT = "2026-11-23";

  private static final Map<String, String> undisturbed = new TreeMap<>();

  private final Shop shop = Shop.fresh();
  private final List<String> told = new CopyOnWriteArrayList<>();

  /** Tells of the first slice that was acted on, before it is committed. */
  private record Watching(List<String> told, Consumer<Long> acted) implements Progress {
    @Override
    public void started(String step, long slices, long rows) {}

    @Override
    public void advanced(long slices, long rows) {
      acted.accept(rows);
    }

    @Override
    public void finished(String step, long rows, long millis) {}

    @Override
    public void told(String line) {
      if (line.contains("the database")) {
        told.add(line);
      }
    }
  }

  @BeforeEach
  void rows() {
    long old = shop.customer("old@exemple.fr");
    shop.order(old, "2015-05-05 10:00+02");
    long invoice = shop.invoice("F1", shop.order(old, "2010-05-05 10:00+02"), "2010-05-05");
    shop.line(invoice, 1);
    shop.order(shop.customer("new@exemple.fr"), "2026-05-05 10:00+02");
    for (int i = 0; i < 5; i++) {
      shop.cookie("2024-01-01 12:00+01");
      shop.recording("2025-01-01 12:00+01", "r" + i + ".wav");
    }
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private static Patience patience(Duration patience) {
    return new Patience(
        new Reconnection(patience, 10),
        Patience.OF_A_NIGHT.lockWait(),
        Patience.OF_A_NIGHT.blocked());
  }

  private PurgeOutcome night(DataSource dataSource, @Nullable String plan, Consumer<Long> acted) {
    return new NightlyPurge(
            shop.policy(), Shop.map(), dataSource, new Watching(told, acted), Clock.systemUTC())
        .with(patience(Duration.ofSeconds(20)))
        .run(shop.options(LocalDate.parse(NIGHT), false, plan));
  }

  private void endsLike(Map<String, String> undisturbed) {
    assertThat(shop.business()).isEqualTo(undisturbed);
    assertThat(shop.verifyLedger().faults()).isEmpty();
    assertThat(shop.count("oubli.run where ended_at is null")).isZero();
    assertThat(shop.count("oubli.file_removal where removed_at is null")).isZero();
    assertThat(
            shop.count(
                "(select k from oubli.ledger_entry, unnest(row_keys::text[]) k"
                    + " group by rule, collection, action, k having count(*) > 1) twice"))
        .isZero();
  }

  private Map<String, String> undisturbed() {
    if (undisturbed.isEmpty()) {
      try (Shop twin = shop.twin()) {
        assertThat(twin.purge(NIGHT).code()).isEqualTo(ExitCode.DONE);
        undisturbed.putAll(twin.business());
      }
    }
    return undisturbed;
  }

  /** Kinds of statements that come in every night, with their tables. */
  private static final Map<String, String> CUTS =
      Map.of(
          "public.cookies", "delete",
          "oubli.batch_job_execution", "insert",
          "oubli.batch_step_execution", "update",
          "oubli.run_result", "insert",
          "oubli.seal", "insert",
          "oubli.file_removal", "update");

  /** The first statement of a kind on a table ends every session of the database. */
  private void endSessionsAt(String event, String table) {
    shop.jdbc()
        .execute(
            """
            create sequence "cuts of %2$s";
            create trigger cut after %1$s on %2$s for each statement
              execute function cut('public."cuts of %2$s"');
            """
                .formatted(event, table));
  }

  @Test
  void aNightWhoseSessionsAreEndedAgainAndAgainGoesOnByItself() {
    Map<String, String> undisturbed = undisturbed();
    shop.jdbc()
        .execute(
            """
            create function cut() returns trigger language plpgsql as $$ begin
              if nextval(tg_argv[0]) = 1 then
                perform pg_terminate_backend(pid) from pg_stat_activity
                 where datname = current_database() and pid <> pg_backend_pid();
                perform pg_terminate_backend(pg_backend_pid());
              end if;
              return null; end $$;
            """);
    CUTS.forEach((table, event) -> endSessionsAt(event, table));

    PurgeOutcome outcome = night(shop.dataSource(), null, rows -> {});

    assertThat(outcome.code()).as("%s %s", told, outcome.remarks()).isEqualTo(ExitCode.DONE);
    assertThat(shop.count("oubli.run")).isEqualTo(1);
    CUTS.forEach(
        (table, event) ->
            assertThat(shop.count("\"cuts of %s\" where last_value > 1".formatted(table)))
                .as("the night went on after the first %s on %s", event, table)
                .isEqualTo(1));
    assertThat(told).hasSize(2 * CUTS.size());
    assertThat(told)
        .filteredOn(line -> line.startsWith("the connection to the database was lost"))
        .hasSize(CUTS.size());
    assertThat(told)
        .filteredOn(line -> line.startsWith("the database answers again"))
        .hasSize(CUTS.size());
    endsLike(undisturbed);
  }

  private HikariDataSource through(Link link) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {"localhost"});
    source.setPortNumbers(new int[] {link.port()});
    source.setDatabaseName(shop.database());
    source.setUser("postgres");
    HikariDataSource pool = new HikariDataSource();
    pool.setDataSource(source);
    pool.setMaximumPoolSize(8);
    pool.setMinimumIdle(0);
    pool.setConnectionTimeout(250);
    return pool;
  }

  @Test
  void aNightWhoseNetworkIsCutGoesOnOnceItIsMended() throws Exception {
    Map<String, String> undisturbed = undisturbed();
    AtomicBoolean cut = new AtomicBoolean();
    try (Link link = Link.open();
        HikariDataSource pool = through(link)) {
      PurgeOutcome outcome =
          night(
              pool,
              null,
              rows -> {
                if (!cut.getAndSet(true)) {
                  link.cut();
                  new Thread(
                          () -> {
                            sleep();
                            link.mend();
                          })
                      .start();
                }
              });

      assertThat(outcome.code()).isEqualTo(ExitCode.DONE);
    }
    assertThat(told).hasSize(2);
    endsLike(undisturbed);
  }

  private static void sleep() {
    try {
      Thread.sleep(700);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aDatabaseThatStaysAwayIsExitOneAndTheNextLaunchResumes() throws Exception {
    Map<String, String> undisturbed = undisturbed();
    String plan = Shop.planNamedIn(shop.dryRun(NIGHT).remarks());
    try (Link link = Link.open();
        HikariDataSource pool = through(link)) {
      NightlyPurge night =
          new NightlyPurge(
                  shop.policy(),
                  Shop.map(),
                  pool,
                  new Watching(told, rows -> link.cut()),
                  Clock.systemUTC())
              .with(patience(Duration.ofMillis(600)));
      Refusal refusal =
          catchThrowableOfType(
              Refusal.class, () -> night.run(shop.options(LocalDate.parse(NIGHT), false, plan)));

      assertThat(refusal.code()).isEqualTo(ExitCode.FAILED);
      assertThat(refusal.lines())
          .containsExactly(
              "the database did not come back within 0 s; run the same command again to resume the"
                  + " night");
    }
    assertThat(night(shop.dataSource(), plan, rows -> {}).code()).isEqualTo(ExitCode.DONE);
    assertThat(shop.count("oubli.run")).isEqualTo(1);
    endsLike(undisturbed);
  }

  /** What Spring Batch writes when it cannot write how something ended, and what it never could. */
  @ParameterizedTest
  @CsvSource({
    "UNKNOWN, STARTED, false",
    "UNKNOWN, UNKNOWN, true",
    "STARTED, UNKNOWN, false",
    "STOPPING, STOPPING, false",
    "FAILED, UNKNOWN, false",
    "STOPPED, STARTED, false"
  })
  void whateverStateARunWasLeftInTheSameCommandResumesIt(String job, String step, boolean planned) {
    Map<String, String> undisturbed = undisturbed();
    String plan = planned ? Shop.planNamedIn(shop.dryRun(NIGHT).remarks()) : null;
    shop.jdbc()
        .execute(
            """
            create function stop() returns trigger language plpgsql as $$ begin
              raise exception 'stop'; end $$;
            create trigger stop before update on customers execute function stop();
            """);
    assertThat(night(shop.dataSource(), plan, rows -> {}).code()).isEqualTo(ExitCode.FAILED);
    shop.jdbc().execute("drop trigger stop on customers");
    shop.jdbc().update("update oubli.batch_job_execution set status = ?, end_time = null", job);
    shop.jdbc()
        .update(
            "update oubli.batch_step_execution set status = ?, end_time = null"
                + " where status = 'FAILED'",
            step);

    assertThat(night(shop.dataSource(), plan, rows -> {}).code()).isEqualTo(ExitCode.DONE);

    assertThat(shop.count("oubli.run")).isEqualTo(1);
    endsLike(undisturbed);
  }

  /** The server frees the lock with its session: another night could begin beside this one. */
  @Test
  void aNightThatLostItsLockTakesItAgain() {
    Map<String, String> undisturbed = undisturbed();
    AtomicBoolean cut = new AtomicBoolean();

    PurgeOutcome outcome =
        night(
            shop.dataSource(),
            null,
            rows -> {
              if (!cut.getAndSet(true)) {
                shop.jdbc()
                    .queryForList(
                        "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'"
                            + " and objsubid = 2 and granted");
              }
            });

    assertThat(outcome.code()).isEqualTo(ExitCode.DONE);
    assertThat(told).anyMatch(line -> line.startsWith("the connection to the database was lost"));
    endsLike(undisturbed);
  }

  /** Commits that do not wait for the disk: a server that crashes comes back without the last. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "truncate oubli.batch_job_instance cascade",
        "truncate oubli.batch_job_execution cascade",
        "truncate oubli.batch_step_execution cascade",
        "update oubli.batch_job_execution set version = version - 1, status = 'STARTING'",
        "update oubli.batch_step_execution set version = version - 1 where status = 'STARTED'"
      })
  void whatACrashTookOfTheMetadataIsWrittenAgain(String taken) {
    Map<String, String> undisturbed = undisturbed();
    AtomicBoolean crashed = new AtomicBoolean();

    PurgeOutcome outcome =
        night(
            shop.dataSource(),
            null,
            rows -> {
              if (!crashed.getAndSet(true)) {
                shop.jdbc().execute(taken);
                shop.jdbc()
                    .queryForList(
                        "select pg_terminate_backend(pid) from pg_stat_activity"
                            + " where datname = current_database() and pid <> pg_backend_pid()");
              }
            });

    assertThat(outcome.code()).as("%s", outcome.remarks()).isEqualTo(ExitCode.DONE);
    assertThat(shop.count("oubli.run")).isEqualTo(1);
    endsLike(undisturbed);
  }
}
