package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fr.oubli.platform.console.Progress;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.purge.report.Result;
import fr.oubli.testing.OubliProcess;
import fr.oubli.testing.PurgeProcess;
import fr.oubli.testing.Shop;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No row goes before its day; and a run that was resumed counts from its beginning. */
class TodayIT {

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  private final Shop shop = Shop.fresh();

  @AfterEach
  void close() {
    shop.close();
  }

  private static LocalDate day(int later) {
    return LocalDate.now(PARIS).plusDays(later);
  }

  @Test
  void aDayThatIsStillToComeIsForADryRunAlone() throws Exception {
    shop.cookie(day(-400) + " 12:00+00");
    var before = shop.business();
    String tomorrow = day(1).toString();

    OubliProcess early = PurgeProcess.here(shop, Map.of(), tomorrow);
    early.finish(ExitCode.INVALID);

    assertThat(early.errors())
        .singleElement()
        .asString()
        .startsWith(tomorrow + " is still to come, today is ")
        .endsWith("add --dry-run to see what would go then");
    assertThat(shop.business()).isEqualTo(before);
    assertThat(shop.count("oubli.run")).isZero();
  }

  @Test
  void aPlanForADayThatIsStillToComeWaitsForIt() {
    shop.cookie("2020-01-01 12:00+00");
    String plan = Shop.planNamedIn(shop.dryRun(day(2).toString()).remarks());
    Today today = new Today(Clock.systemUTC(), PARIS);
    NightlyPurge night =
        new NightlyPurge(
                shop.policy(), Shop.map(), shop.dataSource(), Progress.silent(), Clock.systemUTC())
            .notAfter(today);

    Refusal refusal =
        catchThrowableOfType(Refusal.class, () -> night.run(shop.options(day(0), false, plan)));

    assertThat(refusal.lines().get(0)).startsWith(day(2) + " is still to come");
    assertThat(shop.count("cookies")).isEqualTo(1);
    assertThat(night.run(shop.options(day(0), true, plan)).code()).isEqualTo(ExitCode.DONE);
    assertThat(shop.count("cookies")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {-400, -1, 1, 30})
  void aClockThatIsDaysAwayFromTheDatabasesIsAGate(int days) {
    Clock wrong = Clock.offset(Clock.systemUTC(), Duration.ofDays(days));

    Refusal refusal =
        catchThrowableOfType(
            Refusal.class, () -> new Today(wrong, PARIS).refuseAnotherDay(shop.dataSource()));

    assertThat(refusal.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(refusal.lines().get(0))
        .startsWith("it is " + LocalDate.now(wrong.withZone(PARIS)) + " on this machine and ")
        .contains("mend the clock that is wrong");
  }

  @Test
  void clocksThatDifferByMinutesAreRightEnough() {
    for (int minutes = -4; minutes <= 4; minutes++) {
      Clock other = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(minutes));
      assertThatCode(() -> new Today(other, PARIS).refuseAnotherDay(shop.dataSource()))
          .doesNotThrowAnyException();
    }
    Clock noon = Clock.fixed(Instant.parse("2026-06-01T22:30:00Z"), PARIS);
    assertThat(new Today(noon, PARIS).day()).isEqualTo(LocalDate.of(2026, 6, 2));
  }

  /** Each kind of end: rows that go, rows that stay changed, rows that go into the archive. */
  @ParameterizedTest
  @ValueSource(strings = {"insert on oubli.quarantine", "insert on oubli.run_result"})
  void aRunThatWasResumedTellsWhatItBeganWith(String broken) {
    long old = shop.customer("old@exemple.fr");
    shop.line(shop.invoice("F1", shop.order(old, "2010-05-05 10:00+02"), "2010-05-05"), 1);
    shop.order(shop.customer("new@exemple.fr"), "2026-05-05 10:00+02");
    // Of a row that a dispute needs in part the rest is done, and it stays due.
    long disputed = shop.customer("disputed@exemple.fr");
    shop.order(disputed, "2010-05-05 10:00+02");
    shop.insert("disputes", "customer_id", disputed, "status", "open");
    for (int i = 0; i < 4; i++) {
      shop.cookie(i == 0 ? "2026-11-20 12:00+00" : "2024-01-01 12:00+00");
      shop.recording("2025-01-01 12:00+01", "r" + i + ".wav");
    }
    PurgeOutcome whole;
    try (Shop twin = shop.twin()) {
      whole = twin.purge("2026-11-23");
    }
    shop.jdbc()
        .execute(
            "create function stop() returns trigger language plpgsql as $$ begin"
                + " raise exception 'stop'; end $$;"
                + " create trigger stop before "
                + broken
                + " execute function stop()");
    PurgeOutcome first = shop.purge("2026-11-23");
    shop.jdbc().execute("drop trigger stop on " + broken.substring(10));
    PurgeOutcome resumed = first.code() == ExitCode.FAILED ? shop.purge("2026-11-23") : first;

    assertThat(resumed.run()).isEqualTo(1);
    for (Result result : whole.results()) {
      Result same = Shop.line(resumed, result.name());
      assertThat(same.due()).as(result.name()).isEqualTo(result.due());
      assertThat(same.stored()).as(result.name()).isEqualTo(result.stored());
      assertThat(same.done()).as(result.name()).isEqualTo(result.done());
    }
    assertThat(
            Objects.requireNonNull(
                shop.text("select sum(stored) || ' ' || sum(due) from oubli.run_result")))
        .isEqualTo(
            whole.results().stream().mapToLong(Result::stored).sum()
                + " "
                + whole.results().stream().mapToLong(Result::due).sum());
  }
}
