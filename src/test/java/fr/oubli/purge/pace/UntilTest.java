package fr.oubli.purge.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a night stops: the next time that clocks in the policy's zone show it. */
class UntilTest {

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  @ParameterizedTest
  @CsvSource({
    // launched, until, which is
    "2026-11-23T01:30:00Z, 05:30, 2026-11-23T04:30:00Z",
    "2026-11-22T21:00:00Z, 05:30, 2026-11-23T04:30:00Z",
    "2026-11-23T04:30:00Z, 05:30, 2026-11-24T04:30:00Z",
    "2026-07-01T01:30:00Z, 05:30, 2026-07-01T03:30:00Z",
    "2026-07-01T01:30:00Z, 05:30:15, 2026-07-01T03:30:15Z",
    // 02:30 comes twice on the night of 25 October 2026, at 00:30 and at 01:30 UTC.
    "2026-10-25T00:00:00Z, 02:30, 2026-10-25T00:30:00Z",
    "2026-10-25T00:45:00Z, 02:30, 2026-10-25T01:30:00Z",
    "2026-10-25T01:45:00Z, 02:30, 2026-10-26T01:30:00Z",
    // And never on that of 29 March 2026: an hour later, clocks show 03:30.
    "2026-03-29T00:00:00Z, 02:30, 2026-03-29T01:30:00Z",
  })
  void itIsTheNextTimeInTheZone(Instant launched, LocalTime until, Instant at) {
    Until end = Until.next(until, PARIS, Clock.fixed(launched, ZoneOffset.UTC));
    assertThat(end.at()).isEqualTo(at);
    assertThat(end.hasPassed()).isFalse();
    assertThat(new Until(Clock.fixed(at, ZoneOffset.UTC), at, "").hasPassed()).isTrue();
    assertThat(
            new Until(Clock.fixed(at.minus(Duration.ofMillis(1)), ZoneOffset.UTC), at, "")
                .hasPassed())
        .isFalse();
  }

  @Test
  void aNightThatIsNotAskedToStopGoesOnToItsEnd() {
    assertThat(Until.ITS_END.isAsked()).isFalse();
    assertThat(Until.ITS_END.hasPassed()).isFalse();
  }
}
