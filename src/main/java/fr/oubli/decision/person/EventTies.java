package fr.oubli.decision.person;

import fr.oubli.model.datamap.References.Step;
import fr.oubli.model.policy.Clock;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.schema.sql.PersonWays;
import java.util.ArrayList;
import java.util.List;

/**
 * Whose clock the rows of an event bear on.
 *
 * @param anyParty that of every person whom they concern, not of their owner alone
 * @param below where they are nobody's own, that of the persons whose rows refer to them: a course
 *     ends for all who are enrolled in it
 */
public record EventTies(boolean anyParty, boolean below) {

  /** The clock of their owner. */
  public static final EventTies OWNER = new EventTies(false, false);

  /** What a clock says of one of its events. */
  public static EventTies of(Clock clock, ColumnName event) {
    return new EventTies(clock.anyParty().contains(event), clock.ends().contains(event));
  }

  /** The ways from a row to the accounts on whose clock it bears. */
  public List<List<Step>> accounts(PersonWays persons, String collection) {
    List<List<Step>> ways = new ArrayList<>(persons.owners(collection));
    if (anyParty) {
      ways.addAll(persons.parties(collection));
    }
    if (standsAbove(persons, collection)) {
      persons.accountsBelow(collection).stream()
          .filter(way -> !ways.contains(way))
          .forEach(ways::add);
    }
    return ways;
  }

  /** The ways from a row to other rows whose identities tell on whose clock it bears. */
  public List<List<Step>> identified(PersonWays persons, String collection) {
    List<List<Step>> ways = new ArrayList<>(persons.identified(collection));
    if (standsAbove(persons, collection)) {
      ways.addAll(persons.identifiedBelow(collection));
    }
    return ways;
  }

  /** Whether the rows of persons that refer to the row tell on whose clock it bears. */
  public boolean standsAbove(PersonWays persons, String collection) {
    return below && (anyParty || !persons.areSomebodys(collection));
  }
}
