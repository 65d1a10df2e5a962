package fr.oubli.decision.clock;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.sql.DateReading;
import fr.oubli.schema.sql.Sql;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A date is suspect where it is missing, to come, or the zero of Unix clocks. */
class DateDefectTest {

  private static final Sql SEEN = Sql.of("t.seen");

  /** The day before clocks change: its end is of another offset than its start. */
  private final Days days = new Days(LocalDate.of(2026, 3, 29), ZoneId.of("Europe/Paris"));

  @Test
  void aMissingDateIsNullWhateverItsType() {
    assertThat(DateDefect.MISSING.on(SEEN, days, column("date")))
        .isEqualTo(Sql.of("t.seen is null"));
  }

  @Test
  void todayIsNotToComeAndTomorrowIs() {
    assertThat(DateDefect.FUTURE.on(SEEN, days, column("date")))
        .isEqualTo(Sql.of("t.seen >= ?", LocalDate.of(2026, 3, 30)));
    assertThat(DateDefect.FUTURE.on(SEEN, days, column("timestamptz")))
        .isEqualTo(Sql.of("t.seen >= ?", OffsetDateTime.parse("2026-03-30T00:00+02:00")));
  }

  /** 1 January 1970 is what programs write that know no date; the day after is taken for real. */
  @Test
  void theFirstDayOfUnixClocksIsNoDate() {
    assertThat(DateDefect.EPOCH.on(SEEN, days, column("timestamp")))
        .isEqualTo(Sql.of("t.seen < ?", LocalDateTime.of(1970, 1, 2, 0, 0)));
    assertThat(DateDefect.FIRST_CREDIBLE_DAY).isEqualTo(LocalDate.of(1970, 1, 2));
  }

  @Test
  void anyDefectMakesADateSuspect() {
    assertThat(DateDefect.test(days).on(SEEN, column("date")))
        .isEqualTo(
            Sql.of(
                "(t.seen is null or t.seen >= ? or t.seen < ?)",
                LocalDate.of(2026, 3, 30),
                LocalDate.of(1970, 1, 2)));
  }

  @ParameterizedTest
  @EnumSource
  void oneDefectIsAskedForAlone(DateDefect defect) {
    assertThat(DateDefect.any(EnumSet.of(defect), SEEN, days, column("date")))
        .isEqualTo(defect.on(SEEN, days, column("date")));
  }

  @Test
  void theRegisterOfQuarantineTellsThemApart() {
    assertThat(Arrays.stream(DateDefect.values()).map(DateDefect::reason))
        .containsExactly(
            "anchor missing",
            "anchor in the future",
            "anchor on or before 1970-01-01",
            "anchor that is no date of its form");
  }

  private static DateReading column(String baseType) {
    return DateReading.of(new Column("seen", baseType, baseType, false, false, null));
  }
}
