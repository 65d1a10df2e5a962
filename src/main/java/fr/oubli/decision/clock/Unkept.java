package fr.oubli.decision.clock;

import fr.oubli.decision.person.PersonLink;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Nothing keeps a row's persons: no event that is not over, or that nobody can judge, and nothing
 * that leaves a person out of the rule. What the row itself says is told apart, since rows of one
 * person share all the rest.
 */
record Unkept(PersonClockSql clock) {

  /** The row is no event that keeps its person. */
  Sql byItself(String alias) {
    return unkept(alias, LookupStyle.PROBES, PersonLink.OwnRow.class::isInstance);
  }

  /** No other row does, and nothing that is remembered of rows that are gone. */
  Sql byOthers(String alias, LookupStyle style) {
    List<Sql> conditions = new ArrayList<>();
    clock.remembered().keeps(alias, style).ifPresent(kept -> conditions.add(kept.not()));
    clock.ties().keeps(alias, style).forEach(kept -> conditions.add(kept.not()));
    conditions.add(unkept(alias, style, link -> !(link instanceof PersonLink.OwnRow)));
    clock.excepting(alias, style).forEach(found -> conditions.add(found.not()));
    return Sql.all(conditions);
  }

  private Sql unkept(String alias, LookupStyle style, Predicate<PersonLink> which) {
    List<Sql> conditions = new ArrayList<>();
    for (EventDate event : clock.events()) {
      clock.links(event).stream()
          .filter(which)
          .map(link -> link.exists(alias, style, row -> keepsAlive(row, event)).not())
          .forEach(conditions::add);
    }
    return Sql.all(conditions);
  }

  private Sql keepsAlive(String row, EventDate event) {
    return Sql.all(List.of(clock.counts(row, event), event.keeps(row, clock.cutoff())));
  }
}
