package fr.oubli.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {

  @ParameterizedTest
  @CsvSource({
    "0, 1, 1",
    "1, 1, 1",
    "3, 1, 3",
    "5, 1, 5",
    "6, 2, 6",
    "11, 5, 15",
    "26, 10, 30",
    "99, 20, 100",
    "101, 50, 150",
    "2000000, 500000, 2000000",
    "2000001, 500000, 2500000",
    "4000000000000000000, 1000000000000000000, 4000000000000000000"
  })
  void stepsAreRoundAndReachTheCount(long most, long step, long top) {
    Scale scale = Scale.upTo(most);

    assertThat(scale.step()).isEqualTo(step);
    assertThat(scale.top()).isEqualTo(top);
  }

  @Test
  void everyCountIsReachedWithFewLabelsAndNoStepTooMany() {
    LongStream.rangeClosed(0, 2_000)
        .forEach(
            most -> {
              Scale scale = Scale.upTo(most);
              assertThat(scale.top()).isGreaterThanOrEqualTo(most);
              assertThat(scale.top() - scale.step()).isLessThan(Math.max(1, most));
              assertThat(scale.labels()).startsWith(0L).endsWith(scale.top()).hasSizeBetween(2, 6);
            });
  }

  @Test
  void placesAreHundredthsOfTheAxis() {
    Scale scale = Scale.upTo(180);

    assertThat(scale.labels()).containsExactly(0L, 50L, 100L, 150L, 200L);
    assertThat(scale.at(0)).isZero();
    assertThat(scale.at(50)).isEqualTo(25);
    assertThat(scale.at(200)).isEqualTo(100);
  }

  @Test
  void anAxisWithoutStepsIsRefused() {
    assertThatThrownBy(() -> new Scale(0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Scale(1, 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
