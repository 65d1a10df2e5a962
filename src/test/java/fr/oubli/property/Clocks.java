package fr.oubli.property;

import fr.oubli.property.Graph.Node;
import fr.oubli.property.Rule.Clock;
import fr.oubli.property.Rule.Place;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How rules judge rows on a day, by the dates that the rows were born with.
 *
 * @param earlier what an earlier night did; null on the first night
 */
record Clocks(Scenario scenario, Graph graph, LocalDate day, @Nullable Oracle earlier) {

  private static final LocalDate LAST_INCREDIBLE = LocalDate.of(1970, 1, 1);

  /** How a rule judges a row. */
  enum Verdict {
    /** The rule does not bear on the row, or nothing starts its clock. */
    OUT_OF_REACH,
    /** The period has not ended. */
    RUNNING,
    /** The date is missing, in the future, or too old to be believed. */
    SUSPECT,
    /** The period has ended. */
    DUE
  }

  Verdict judge(Rule rule, Node node) {
    if (!reaches(rule, node)) {
      return Verdict.OUT_OF_REACH;
    }
    if (rule.clock() == Clock.LATEST) {
      return person(rule, node);
    }
    Place date = rule.dates().get(0);
    Node dated = graph.up(node, date.table());
    return dated == null ? Verdict.OUT_OF_REACH : judge(rule, start(dated, date));
  }

  static boolean reaches(Rule rule, Node node) {
    Rule.Only only = rule.only();
    return only == null
        || !only.column().table().equals(node.table.name())
        || only.values().contains(String.valueOf(node.row.get(only.column().column())));
  }

  private Verdict person(Rule rule, Node node) {
    List<Verdict> events = events(rule, node);
    if (events.contains(Verdict.SUSPECT)) {
      return Verdict.SUSPECT;
    }
    boolean excepted =
        rule.unlessHas().stream()
            .flatMap(other -> graph.ofSamePerson(node, other, false))
            .anyMatch(other -> earlier == null || !earlier.parted(other, node, false));
    if (excepted || events.isEmpty() || !started(rule, node)) {
      return Verdict.OUT_OF_REACH;
    }
    return events.contains(Verdict.RUNNING) ? Verdict.RUNNING : Verdict.DUE;
  }

  /** A row goes with the last of its persons: the clocks of all of them must have started. */
  private boolean started(Rule rule, Node node) {
    return graph.personsOf(node).stream()
        .allMatch(
            person ->
                rule.dates().stream()
                    .anyMatch(
                        date ->
                            graph.of(date.table()).stream()
                                .map(date.anyParty() ? graph::concernedBy : graph::personsOf)
                                .anyMatch(persons -> persons.contains(person))));
  }

  private List<Verdict> events(Rule rule, Node node) {
    return rule.dates().stream()
        .flatMap(
            date ->
                graph
                    .ofSamePerson(node, date.table(), date.anyParty())
                    .map(event -> judge(rule, remembered(event, node, date))))
        .toList();
  }

  /**
   * The start that an event gives to a row of its person. An event that the earlier night parted
   * from the row is remembered; where nobody could judge its date, that night's day is.
   */
  private @Nullable LocalDate remembered(Node event, Node row, Place date) {
    LocalDate start = start(event, date);
    if (earlier == null || !earlier.parted(event, row, date.anyParty())) {
      return start;
    }
    LocalDate night = earlier.day();
    return start == null || !start.isAfter(LAST_INCREDIBLE) ? night : start;
  }

  private Verdict judge(Rule rule, @Nullable LocalDate start) {
    if (start == null || start.isAfter(day) || !start.isAfter(LAST_INCREDIBLE)) {
      return Verdict.SUSPECT;
    }
    LocalDate from = rule.clock() == Clock.FISCAL ? LocalDate.of(start.getYear(), 12, 31) : start;
    return day.isAfter(from.plus(rule.keep())) ? Verdict.DUE : Verdict.RUNNING;
  }

  private @Nullable LocalDate start(Node dated, Place date) {
    @Nullable String value = dated.row.get(date.column());
    Type type = dated.table.column(date.column()).type();
    if (value == null) {
      return null;
    }
    return type.written().isEmpty()
        ? Days.of(value, type, scenario.zone())
        : DateWriting.day(value, type, scenario.zone());
  }
}
