package fr.oubli.decision.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.sql.DateReading;
import fr.oubli.schema.sql.Sql;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A day becomes bounds of the column's own type, whatever the clocks do on that day. */
class DaysTest {

  private static final DateReading DATE = column("date");
  private static final DateReading NAIVE = column("timestamp");
  private static final DateReading INSTANT = column("timestamptz");
  private static final Sql SEEN = Sql.of("t.seen");

  private final Days paris = new Days(LocalDate.of(2026, 6, 1), ZoneId.of("Europe/Paris"));

  @Test
  void aDayIsItselfInAColumnOfDays() {
    assertThat(paris.startOf(LocalDate.of(2024, 2, 29), DATE))
        .isEqualTo(Sql.of("?", LocalDate.of(2024, 2, 29)));
  }

  @Test
  void aTimestampWithoutZoneStartsAtItsOwnMidnight() {
    assertThat(paris.startOf(LocalDate.of(2026, 3, 29), NAIVE))
        .isEqualTo(Sql.of("?", LocalDateTime.of(2026, 3, 29, 0, 0)));
  }

  /** Clocks change in the night: before it midnight is of one offset, after it of the other. */
  @ParameterizedTest
  @CsvSource({
    "2026-03-29, 2026-03-29T00:00+01:00",
    "2026-03-30, 2026-03-30T00:00+02:00",
    "2026-10-25, 2026-10-25T00:00+02:00",
    "2026-10-26, 2026-10-26T00:00+01:00",
    "2024-02-29, 2024-02-29T00:00+01:00"
  })
  void anInstantStartsAtMidnightOfThePolicysZone(LocalDate day, OffsetDateTime start) {
    assertThat(paris.startOf(day, INSTANT)).isEqualTo(Sql.of("?", start));
  }

  /** In São Paulo clocks went from 24:00 to 01:00: that day had no midnight. */
  @Test
  void aDayWithoutMidnightStartsAtItsFirstMoment() {
    Days saoPaulo = new Days(LocalDate.of(2026, 6, 1), ZoneId.of("America/Sao_Paulo"));

    assertThat(saoPaulo.startOf(LocalDate.of(2018, 11, 4), INSTANT))
        .isEqualTo(Sql.of("?", OffsetDateTime.parse("2018-11-04T01:00-02:00")));
  }

  @Test
  void whatIsNoDateHasNoDays() {
    assertThatThrownBy(() -> column("text"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("seen is not a date");
  }

  @Test
  void theDayOfAValueIsThePolicysZones() {
    assertThat(paris.dayOf(SEEN, DATE)).isEqualTo(SEEN);
    assertThat(paris.dayOf(SEEN, NAIVE)).isEqualTo(Sql.of("(t.seen)::date"));
    assertThat(paris.dayOf(SEEN, INSTANT))
        .isEqualTo(Sql.of("((t.seen) at time zone ?)::date", "Europe/Paris"));
  }

  /** The last day is whole: the bound is the first moment of the day after it. */
  @ParameterizedTest
  @CsvSource({
    "2023-02-28, 2023-03-01T00:00+01:00",
    "2024-02-28, 2024-02-29T00:00+01:00",
    "2024-02-29, 2024-03-01T00:00+01:00",
    "2026-03-28, 2026-03-29T00:00+01:00",
    "2026-03-29, 2026-03-30T00:00+02:00",
    "2026-10-25, 2026-10-26T00:00+01:00"
  })
  void dueIsWhatIsCredibleAndNotAfterTheLastDay(LocalDate last, OffsetDateTime end) {
    assertThat(paris.onOrBefore(last, SEEN, INSTANT))
        .isEqualTo(
            Sql.of(
                "t.seen >= ? and t.seen < ?", OffsetDateTime.parse("1970-01-02T00:00+01:00"), end));
  }

  @Test
  void betweenLeavesOutTheDayAfterWhichItStarts() {
    assertThat(paris.between(LocalDate.of(2024, 2, 28), LocalDate.of(2024, 2, 29)).on(SEEN, DATE))
        .isEqualTo(
            Sql.of(
                "t.seen >= ? and t.seen < ?", LocalDate.of(2024, 2, 29), LocalDate.of(2024, 3, 1)));
  }

  @Test
  void fromIncludesItsDay() {
    assertThat(paris.from(LocalDate.of(2024, 2, 29), SEEN, NAIVE))
        .isEqualTo(Sql.of("t.seen >= ?", LocalDateTime.of(2024, 2, 29, 0, 0)));
  }

  @Test
  void spansHaveBoundsOfTheColumnsType() {
    List<LocalDate> starts = List.of(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 4, 1));

    assertThat(paris.span(SEEN, INSTANT, starts))
        .isEqualTo(
            Sql.of(
                "width_bucket(t.seen, array[?, ?])",
                OffsetDateTime.parse("2026-03-01T00:00+01:00"),
                OffsetDateTime.parse("2026-04-01T00:00+02:00")));
    assertThat(Days.span(SEEN, starts))
        .isEqualTo(Sql.of("width_bucket(t.seen, array[?, ?])", starts.get(0), starts.get(1)));
  }

  private static DateReading column(String baseType) {
    return DateReading.of(new Column("seen", baseType, baseType, false, false, null));
  }
}
