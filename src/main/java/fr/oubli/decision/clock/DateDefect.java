package fr.oubli.decision.clock;

import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.sql.Sql;
import java.time.LocalDate;
import java.util.Set;

/** Why an anchor cannot be judged: such a row is quarantined, never purged, never skipped. */
public enum DateDefect {
  MISSING("anchor missing") {
    @Override
    Sql on(Sql column, Days days, Column type) {
      return Sql.format("{} is null", column);
    }
  },
  FUTURE("anchor in the future") {
    @Override
    Sql on(Sql column, Days days, Column type) {
      return Sql.format("{} >= {}", column, days.startOf(days.asOf().plusDays(1), type));
    }
  },
  /** The zero of Unix clocks: what programs write when they know no date. */
  EPOCH("anchor on or before 1970-01-01") {
    @Override
    Sql on(Sql column, Days days, Column type) {
      return Sql.format("{} < {}", column, days.startOf(FIRST_CREDIBLE_DAY, type));
    }
  };

  public static final LocalDate FIRST_CREDIBLE_DAY = LocalDate.of(1970, 1, 2);

  private final String reason;

  DateDefect(String reason) {
    this.reason = reason;
  }

  public String reason() {
    return reason;
  }

  abstract Sql on(Sql column, Days days, Column type);

  /** A date is suspect in one of some ways. */
  public static Sql any(Set<DateDefect> kinds, Sql date, Days days, Column type) {
    return Sql.any(kinds.stream().map(kind -> kind.on(date, days, type)).toList());
  }
}
