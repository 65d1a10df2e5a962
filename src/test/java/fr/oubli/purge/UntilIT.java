package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.oubli.platform.console.Progress;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.purge.pace.Until;
import fr.oubli.testing.PurgeProcess;
import fr.oubli.testing.Shop;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A night that stops at its moment has done whole slices, and the next one goes on. */
class UntilIT {

  private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final int COOKIES = 24_000;

  private final Shop shop = Shop.fresh();
  private final Hands hands = new Hands();

  UntilIT() {
    shop.amend("from-rows: 1000000 }", "from-rows: 1000000, pace: gentle }");
    shop.jdbc()
        .execute(
            """
            insert into cookies (value, set_at)
            select md5(i::text), timestamptz '2025-01-01' + i * interval '1 minute'
            from generate_series(1, %d) i;
            analyze cookies"""
                .formatted(COOKIES));
  }

  @AfterEach
  void close() {
    shop.close();
  }

  /** A clock that shows what a test has it show. */
  private static final class Hands extends Clock {

    private volatile Instant now = Instant.parse("2026-11-23T01:30:00Z");

    @Override
    public ZoneId getZone() {
      return PARIS;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }

    void show(String time) {
      now = Instant.parse(time);
    }
  }

  /** Half past five comes while a slice is done. */
  private final class Dawn implements Progress {

    private volatile boolean acts;

    @Override
    public void started(String step, long slices, long rows) {
      acts = step.equals("cookies:cookies");
    }

    @Override
    public void advanced(long slices, long rows) {
      if (acts && rows > 0) {
        hands.show("2026-11-23T04:30:00Z");
      }
    }

    @Override
    public void finished(String step, long rows, long millis) {}

    @Override
    public void told(String line) {}
  }

  private PurgeOutcome night(LocalDate day, @Nullable String plan, Progress progress) {
    return new NightlyPurge(shop.policy(), Shop.map(), shop.dataSource(), progress, hands)
        .until(Until.next(LocalTime.of(5, 30), PARIS, hands))
        .run(shop.options(day, false, plan));
  }

  private void judgeStopped(PurgeOutcome outcome) {
    PurgeOutcome.Stopped stopped =
        Objects.requireNonNull(outcome.stopped(), outcome.remarks().toString());
    assertThat(outcome.code()).isEqualTo(ExitCode.DONE);
    long left = shop.count("cookies where set_at < '2025-10-23'");
    assertThat(stopped.left()).isPositive().isEqualTo(left);
    assertThat(stopped.done()).isPositive().isEqualTo(COOKIES - left);
    assertThat(outcome.remarks().get(0))
        .isEqualTo(
            ("stopped at 05:30, as --until asks, after whole slices: run 1 did %d of %d rows, and"
                    + " %d are still due; the next night goes on")
                .formatted(stopped.done(), COOKIES, left));
    assertThat(outcome.remarks()).anyMatch(line -> line.startsWith("pace: worked "));
    assertThat(entered()).isEqualTo(stopped.done());
    assertThat(shop.text("select state from oubli.run")).isEqualTo("stopped");
  }

  private long entered() {
    return shop.count("oubli.ledger_entry, unnest(row_keys::text[])");
  }

  private void judgeDone(int runs) {
    assertThat(shop.count("cookies")).isZero();
    assertThat(entered()).isEqualTo(COOKIES);
    assertThat(shop.count("oubli.run where ended_at is null")).isZero();
    assertThat(shop.count("oubli.run")).isEqualTo(runs);
    assertThat(shop.verifyLedger().faults()).isEmpty();
  }

  @Test
  void itStopsAfterTheSlicesInHandAndTheSameCommandResumesIt() {
    judgeStopped(night(DAY, null, new Dawn()));
    PurgeOutcome resumed = night(DAY, null, Progress.silent());
    assertThat(resumed.stopped()).isNull();
    assertThat(resumed.code()).isEqualTo(ExitCode.DONE);
    judgeDone(1);
  }

  @Test
  void theNextNightSealsWhatWasDoneAndGoesOn() {
    judgeStopped(night(DAY, null, new Dawn()));
    shop.amend("pace: gentle", "pace: full");
    assertThat(night(DAY.plusDays(1), null, Progress.silent()).code()).isEqualTo(ExitCode.DONE);
    judgeDone(2);
    assertThat(shop.text("select string_agg(state, ' ' order by id) from oubli.run"))
        .isEqualTo("interrupted done");
  }

  @Test
  void aFolderThatNobodyMayNameEndsNoEarlierRun() {
    judgeStopped(night(DAY, null, new Dawn()));
    PurgeOptions asked = shop.options(DAY.plusDays(1), false, null);
    PurgeFolders folders =
        new PurgeFolders(asked.folders().reports(), Path.of("/"), asked.folders().keys());
    PurgeOptions whole =
        new PurgeOptions(asked.asOf(), asked.scope(), folders, asked.workers(), asked.operator());
    NightlyPurge purge =
        new NightlyPurge(
            shop.policy(), Shop.map(), shop.dataSource(), Progress.silent(), Clock.systemUTC());

    assertThatThrownBy(() -> purge.run(whole)).hasMessageContaining("a whole file system");

    assertThat(shop.text("select string_agg(state, ' ') from oubli.run")).isEqualTo("stopped");
    assertThat(shop.count("oubli.seal")).isZero();
  }

  @Test
  void theRowsOfAnApprovedPlanGoOnTheNextNightAndOthersWait() {
    shop.amend("share-of-collection: 100%, from-rows: 1000000", "share-of-collection: 1%");
    String plan = Shop.planNamedIn(shop.dryRun(DAY.toString()).remarks());
    PurgeOutcome stopped = night(DAY, plan, new Dawn());
    assertThat(stopped.stopped()).as("%s", stopped.remarks()).isNotNull();
    assertThat(shop.count("cookies")).isPositive().isLessThan(COOKIES);
    long other = shop.cookie("2025-10-23 12:00+02");

    assertThat(night(DAY.plusDays(1), null, Progress.silent()).code()).isEqualTo(ExitCode.DONE);
    assertThat(shop.count("cookies")).isEqualTo(1);
    assertThat(shop.has("cookies", other)).isTrue();
    assertThat(shop.count("oubli.run")).isEqualTo(1);

    assertThat(night(DAY.plusDays(1), null, Progress.silent()).code()).isEqualTo(ExitCode.DONE);
    assertThat(shop.count("cookies")).isZero();
    assertThat(shop.verifyLedger().faults()).isEmpty();
  }

  @Test
  void itDoesNotBeginToActOnceItsMomentHasCome() throws Exception {
    Until end = Until.next(LocalTime.of(5, 30), PARIS, hands);
    try (Connection other = shop.connect()) {
      other.setAutoCommit(false);
      other.createStatement().execute("lock table cookies in access exclusive mode");
      CompletableFuture<PurgeOutcome> night =
          CompletableFuture.supplyAsync(
              () ->
                  new NightlyPurge(
                          shop.policy(), Shop.map(), shop.dataSource(), Progress.silent(), hands)
                      .until(end)
                      .run(shop.options(DAY, false, null)));
      // Whether it waits for the table already or has not come so far, it ends.
      hands.show("2026-11-23T04:30:00Z");
      PurgeOutcome outcome = night.get();
      assertThat(outcome.code()).isEqualTo(ExitCode.QUARANTINE);
      assertThat(Objects.requireNonNull(outcome.stopped()).left()).isNull();
      assertThat(outcome.run()).isZero();
      assertThat(outcome.remarks().get(0))
          .isEqualTo(
              "stopped at 05:30, as --until asks, before it acted on a row; the next night goes on");
    }
    assertThat(shop.count("cookies")).isEqualTo(COOKIES);
    assertThat(shop.count("oubli.run")).isZero();
  }

  @Test
  void aRealNightStopsAndSaysHowFarItCame() throws Exception {
    // It would take minutes: the server's log may not grow.
    shop.amend("pace: gentle", "pace: { log: 1kB }");
    LocalTime soon = in(7);
    PurgeProcess night = PurgeProcess.start(shop, DAY.toString(), "--until", soon.toString());
    // A busy machine may not have come to the first row by then.
    for (int later = 15; later < 61 && night.process().code() == 3; later += 15) {
      soon = in(later);
      night = PurgeProcess.start(shop, DAY.toString(), "--until", soon.toString());
    }
    night.finish(ExitCode.DONE);
    assertThat(night.process().output())
        .anyMatch(line -> line.matches("stopped at [0-9:]+, as --until asks, .*"));
    // How far it comes by then is the machine's; that it says how far is not.
    assertThat(night.process().output().get(night.process().output().size() - 1))
        .matches(
            "stopped by --until: \\d+ rows?, "
                + shop.count("cookies")
                + " left for the next night; exit 0");

    shop.amend("pace: { log: 1kB }", "pace: full");
    assertThat(shop.purge("2026-11-24").code()).isEqualTo(ExitCode.DONE);
    assertThat(shop.count("cookies")).isZero();
    assertThat(entered()).isEqualTo(COOKIES);
    assertThat(shop.verifyLedger().faults()).isEmpty();
  }

  private static LocalTime in(int seconds) {
    return Instant.now()
        .plus(Duration.ofSeconds(seconds))
        .atZone(PARIS)
        .toLocalTime()
        .truncatedTo(ChronoUnit.SECONDS);
  }
}
