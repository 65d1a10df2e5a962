package fr.oubli.decision.clock;

import fr.oubli.model.datamap.References.Step;
import fr.oubli.model.policy.Filter;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.PersonWays;
import fr.oubli.schema.sql.ReferencePath;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * An event of which rows of a collection tell on whose clock it bears: a course above enrolments,
 * an order whose customer stands in a row below. Once that row goes, nothing else says it: the day
 * is remembered.
 *
 * @param up from the row to the one with the date
 */
record EventAbove(MappedSchema schema, Rule rule, EventDate event, ReferencePath up) {

  /** Those of a rule's clock that rows of a collection tie to their persons. */
  static List<EventAbove> of(MappedSchema schema, Days days, Rule rule, String collection) {
    List<EventAbove> found = new ArrayList<>();
    for (EventDate event : EventDate.all(schema, days, rule.starts())) {
      for (List<Step> way : waysUp(schema, event, collection)) {
        found.add(new EventAbove(schema, rule, event, new ReferencePath(schema, way)));
      }
    }
    return found;
  }

  private static Set<List<Step>> waysUp(MappedSchema schema, EventDate event, String collection) {
    PersonWays persons = schema.persons();
    String events = event.collection();
    List<List<Step>> ways = new ArrayList<>(event.ties().accounts(persons, events));
    ways.addAll(persons.identifiedByRows(events));
    if (event.ties().standsAbove(persons, events)) {
      ways.addAll(persons.identifiedBelow(events));
    }
    Set<List<Step>> back = new LinkedHashSet<>();
    for (List<Step> way : ways) {
      for (int i = 0; i < way.size(); i++) {
        if (way.get(i).down() && way.get(i).to().equals(collection)) {
          back.add(turned(way.subList(0, i + 1)));
        }
      }
    }
    return back;
  }

  private static List<Step> turned(List<Step> way) {
    List<Step> back = new ArrayList<>(way.stream().map(Step::turned).toList());
    Collections.reverse(back);
    return List.copyOf(back);
  }

  /** The day to remember once a row of the collection goes; null where it does not count. */
  Sql day(String row) {
    return up.value(row, above -> Sql.when(counted(above), event.dayToRemember(above, Sql.FALSE)));
  }

  private Sql counted(String above) {
    Filter ignored = rule.starts().ignoring();
    return ignored.on(event.collection()).isEmpty()
        ? Sql.TRUE
        : schema.matches(above, event.collection(), ignored).not();
  }
}
