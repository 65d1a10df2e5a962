package fr.oubli.decision.clock;

import fr.oubli.model.policy.ColumnName;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.Sql;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A clock put into SQL for one collection. Each condition is about the row behind an alias. */
public interface ClockSql {

  Set<DateDefect> ANY = EnumSet.allOf(DateDefect.class);

  /** The largest anchor day that is due. */
  LocalDate cutoff();

  /** True where the clock runs or ran for the row, even from a date that cannot be judged. */
  default Sql started(String alias, LookupStyle style) {
    return Sql.TRUE;
  }

  /** True when the period is over; false when it runs, when the anchor is suspect or not there. */
  Sql due(String alias, LookupStyle style);

  /** True when the rule bears on the row and its anchor cannot be judged. */
  Sql suspect(String alias, LookupStyle style, Set<DateDefect> kinds);

  /**
   * The ways in which a date that meets a condition bears on the row's clock, each apart: put
   * together by "or" they would make the planner read the whole table.
   */
  List<Sql> touched(String alias, DateTest test);

  /** The ways in which the row may have become due since the last look. */
  List<Sql> recent(String alias, Watermark last);

  /** The anchor's day, null where the rule does not bear on the row. */
  Sql day(String alias);

  /**
   * The same, with what is remembered of dates that are gone: dearer, for one row to be told of.
   */
  default Sql knownDay(String alias) {
    return day(alias);
  }

  /** Names a row and its date that cannot be judged, for one row to be told of; else null. */
  default Sql culprit(String alias) {
    return Sql.of("null::text");
  }

  /**
   * In which of some spans of days the clock started, counted from 1; empty where the clock is
   * another collection's.
   */
  default Optional<Sql> span(String alias, List<LocalDate> starts) {
    return Optional.empty();
  }

  /** The date that starts the clock, where the row itself carries it. */
  default Optional<ColumnName> ownDate() {
    return Optional.empty();
  }
}
