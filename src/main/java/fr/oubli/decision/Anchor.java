package fr.oubli.decision;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A clock put into SQL for one collection. Each condition is about the row behind an alias. */
interface Anchor {

  Set<Suspicion> ANY = EnumSet.allOf(Suspicion.class);

  /** The largest anchor day that is due. */
  LocalDate cutoff();

  /** True when the period is over; false when it runs, when the anchor is suspect or not there. */
  Sql due(String alias, Look look);

  /** True when the rule bears on the row and its anchor cannot be judged. */
  Sql suspect(String alias, Look look, Set<Suspicion> kinds);

  /** The anchor's day, null where the rule does not bear on the row. */
  Sql day(String alias);

  /**
   * In which of some spans of days the clock started, counted from 1; empty where the clock is
   * another collection's.
   */
  default Optional<Sql> span(String alias, List<LocalDate> starts) {
    return Optional.empty();
  }

  /** The earliest credible day as an aggregate, where the row itself carries the date. */
  default Optional<Sql> oldest(String alias) {
    return Optional.empty();
  }
}
