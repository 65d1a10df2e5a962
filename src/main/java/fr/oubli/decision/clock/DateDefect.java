package fr.oubli.decision.clock;

import fr.oubli.schema.sql.DateReading;
import fr.oubli.schema.sql.Sql;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Why nobody can judge the date that starts a clock. Rows with such a clock are put in quarantine:
 * they are neither purged nor passed over in silence.
 */
public enum DateDefect {
  MISSING("anchor missing") {
    @Override
    Sql on(Sql column, Days days, DateReading type) {
      return Days.missing(column, type);
    }
  },
  FUTURE("anchor in the future") {
    @Override
    Sql on(Sql column, Days days, DateReading type) {
      return Sql.format("{} >= {}", column, days.startOf(days.asOf().plusDays(1), type));
    }
  },
  /** Programs that know no date write the zero of Unix clocks. */
  EPOCH("anchor on or before 1970-01-01") {
    @Override
    Sql on(Sql column, Days days, DateReading type) {
      return Sql.all(
          Sql.format("{} < {}", column, days.startOf(FIRST_CREDIBLE_DAY, type)),
          Days.isWritten(column, type));
    }
  },
  /** A text that does not have the form that the map says. */
  UNREADABLE("anchor that is no date of its form") {
    @Override
    Sql on(Sql column, Days days, DateReading type) {
      return Days.unreadable(column, type);
    }
  };

  /** The first day that is taken for a real date. */
  public static final LocalDate FIRST_CREDIBLE_DAY = LocalDate.of(1970, 1, 2);

  private final String reason;

  DateDefect(String reason) {
    this.reason = reason;
  }

  /** The words that the register of quarantine has for it. */
  public String reason() {
    return reason;
  }

  /** A value of the column has the defect. */
  abstract Sql on(Sql column, Days days, DateReading type);

  /** The defects that dates can have which are read so. */
  public static List<DateDefect> possible(List<DateReading> readings) {
    return Arrays.stream(values())
        .filter(
            defect ->
                defect != UNREADABLE || readings.stream().anyMatch(DateReading::mayBeUnreadable))
        .toList();
  }

  /** A date has any defect. */
  public static DateTest test(Days days) {
    return (date, type) -> any(ClockSql.ANY, date, days, type);
  }

  /** A date has one of some defects. */
  static Sql any(Set<DateDefect> defects, Sql date, Days days, DateReading type) {
    return Sql.any(defects.stream().map(defect -> defect.on(date, days, type)).toList());
  }
}
