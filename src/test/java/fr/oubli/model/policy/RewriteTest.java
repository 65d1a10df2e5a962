package fr.oubli.model.policy;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.model.yaml.Place;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The window in which tables may be rewritten, on the clock of a day. */
class RewriteTest {

  private static Rewrite between(int opens, int closes) {
    return new Rewrite(List.of(), opens * 60, closes * 60, new Place("policy.yml", 1));
  }

  @ParameterizedTest
  @CsvSource({
    "2, 5, 01:59:59, 0",
    "2, 5, 02:00:00, 10800",
    "2, 5, 04:59:30, 30",
    "2, 5, 05:00:00, 0",
    "0, 24, 00:00:00, 86400",
    "0, 24, 23:59:59, 1",
    "22, 4, 21:59:59, 0",
    "22, 4, 23:00:00, 18000",
    "22, 4, 03:00:00, 3600",
    "22, 4, 04:00:00, 0",
    "22, 24, 23:30:00, 1800",
    "22, 24, 00:30:00, 0"
  })
  void theWindowIsOpenForSoManySeconds(int opens, int closes, LocalTime now, long seconds) {
    assertThat(between(opens, closes).left(now)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @CsvSource({"2, 5, 02:00-05:00", "22, 4, 22:00-04:00", "0, 24, 00:00-24:00"})
  void itIsToldAsItIsWritten(int opens, int closes, String written) {
    assertThat(between(opens, closes).between()).isEqualTo(written);
  }
}
