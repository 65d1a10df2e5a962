package fr.oubli.decision.clock;

import fr.oubli.model.policy.Clock;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.schema.sql.MappedSchema;
import java.util.EnumSet;
import java.util.Set;

/** What a date of a clock says, and so what it means that one is missing or to come. */
enum DateMeaning {
  /** Something happened: a date that is missing or to come is a fault. */
  HAPPENED,
  /**
   * Something happened, and other dates may tell it: a missing one is a fault where all of the
   * person's are missing.
   */
  HAPPENED_IF_THERE,
  /** Something ended: missing or to come, it goes on. */
  ENDED;

  /** Why nobody can judge a date. */
  Set<DateDefect> defects() {
    return switch (this) {
      case HAPPENED -> EnumSet.allOf(DateDefect.class);
      case HAPPENED_IF_THERE ->
          EnumSet.of(DateDefect.FUTURE, DateDefect.EPOCH, DateDefect.UNREADABLE);
      case ENDED -> EnumSet.of(DateDefect.EPOCH, DateDefect.UNREADABLE);
    };
  }

  /** Those of some defects that are one of a date. */
  Set<DateDefect> defectsAmong(Set<DateDefect> some) {
    Set<DateDefect> both = EnumSet.noneOf(DateDefect.class);
    some.stream().filter(defects()::contains).forEach(both::add);
    return both;
  }

  /** What a clock means by one of its dates. */
  static DateMeaning of(MappedSchema schema, Clock clock, ColumnName date) {
    if (clock.ends().contains(date)) {
      return ENDED;
    }
    boolean mayBeMissing =
        clock.perSubject()
            && !schema.policy().language().isFirst()
            && !clock.required().contains(date)
            && schema.readings(date.collection()).mayBeMissing(date.column());
    return mayBeMissing ? HAPPENED_IF_THERE : HAPPENED;
  }
}
