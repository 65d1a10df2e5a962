package fr.oubli.purge.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.oubli.model.policy.PaceLimits;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The night gives way when others feel it, and comes back when they do not. */
class EffortTest {

  private static final PaceLimits LIMITS = PaceLimits.GENTLE;
  private static final Signs QUIET = new Signs(2.0, 0, null, 0);

  private final Effort effort = new Effort();

  private double after(int looks, Signs signs) {
    for (int i = 0; i < looks; i++) {
      effort.feel(signs.pressure(LIMITS, 2.0));
    }
    return effort.share();
  }

  @Test
  void whereNobodyFeelsItTheNightComesToFullEffortAndPausesNoMore() {
    assertThat(effort.pause(1_000)).isEqualTo(9_000);
    assertThat(after(40, QUIET)).isEqualTo(1);
    assertThat(effort.pause(1_000)).isZero();
  }

  @Test
  void eachSignAloneMakesItGiveWayAndItComesBackOnceTheSignIsGone() {
    for (Signs felt :
        new Signs[] {
          new Signs(3.1, 0, null, 0),
          new Signs(2.0, 1, null, 0),
          new Signs(2.0, 0, 10.5, 0),
          new Signs(2.0, 0, null, 16_500_000)
        }) {
      assertThat(after(40, QUIET)).isEqualTo(1);
      assertThat(after(1, felt)).as("%s", felt).isLessThan(1);
      assertThat(after(500, felt)).as("%s", felt).isEqualTo(Effort.LEAST);
    }
    assertThat(after(60, QUIET)).isEqualTo(1);
  }

  @Test
  void nearWhatItMayCauseItStaysAsItIs() {
    double share = effort.share();
    assertThat(after(10, new Signs(2.9, 0, 9.5, 15_000_000))).isEqualTo(share);
  }

  @Test
  void theMoreItIsTooMuchTheFasterItGivesWayAndNeverMoreThanByHalfAtOnce() {
    effort.feel(1.25);
    assertThat(effort.share()).isCloseTo(Effort.FIRST / 1.25, within(1e-9));
    effort.feel(100);
    assertThat(effort.share()).isCloseTo(Effort.FIRST / 1.25 / 2, within(1e-9));
  }

  @Test
  void whatACommitMayTakeIsSaidInFiguresOrComesFromBeforeTheNight() {
    Signs signs = new Signs(30.0, 0, null, 0);
    PaceLimits told = new PaceLimits(Duration.ofMillis(20), Duration.ofSeconds(10), 1_000);
    assertThat(signs.pressure(told, 1.0)).isEqualTo(1.5);
    assertThat(signs.pressure(LIMITS, 20.0)).isEqualTo(1);
    // A tenth of a millisecond more or less is the clock's own.
    assertThat(new Signs(0.5, 0, null, 0).pressure(LIMITS, 0.1)).isLessThan(1);
    assertThat(signs.pressure(LIMITS, null)).isZero();
    assertThat(new Signs(null, 0, null, 0).pressure(LIMITS, 1.0)).isZero();
  }
}
