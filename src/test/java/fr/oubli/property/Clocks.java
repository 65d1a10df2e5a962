package fr.oubli.property;

import fr.oubli.property.Graph.Node;
import fr.oubli.property.Rule.Clock;
import fr.oubli.property.Rule.Place;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How rules judge rows on a day, by the dates that the rows were born with.
 *
 * @param earlier what an earlier night did; null on the first night
 * @param reached which rows the conditions of rules let them bear on
 */
record Clocks(
    Scenario scenario,
    Graph graph,
    LocalDate day,
    @Nullable Oracle earlier,
    Above above,
    Reached reached) {

  Clocks(Scenario scenario, Graph graph, LocalDate day, @Nullable Oracle earlier, Above above) {
    this(scenario, graph, day, earlier, above, new Reached(scenario, graph, earlier));
  }

  static final Place UNDATED = new Place("", "");
  private static final LocalDate LAST_INCREDIBLE = LocalDate.of(1970, 1, 1);

  /** How a rule judges a row. */
  enum Verdict {
    /** The rule does not bear on the row, or nothing starts its clock. */
    OUT_OF_REACH,
    /** The period has not ended, or has not begun. */
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
    if (rule.clock() == Clock.REFUSED) {
      return refused(rule, node);
    }
    Place date = rule.dates().get(0);
    Node dated = graph.up(node, date.table());
    return dated == null
        ? Verdict.OUT_OF_REACH
        : judge(rule, date, start(dated, date), period(rule, node));
  }

  /** The first refusal that stands and says when it was; one that does not is a fault beside. */
  private Verdict refused(Rule rule, Node node) {
    Place chosen = rule.dates().get(0);
    List<Node> choices =
        graph.of(chosen.table()).stream()
            .filter(choice -> earlier == null || !earlier.isGone(choice))
            .toList();
    List<Verdict> verdicts =
        Refusals.standing(node, choices, this::left).stream()
            .map(choice -> judge(rule, chosen, start(choice, chosen), period(rule, node)))
            .toList();
    return Stream.of(Verdict.DUE, Verdict.SUSPECT, Verdict.RUNNING)
        .filter(verdicts::contains)
        .findFirst()
        .orElse(Verdict.OUT_OF_REACH);
  }

  /** What an earlier night left in a column. */
  private @Nullable String left(Node node, String column) {
    return earlier != null && earlier.isEmptied(node, column) ? null : node.row.get(column);
  }

  boolean reaches(Rule rule, Node node) {
    return reached.bears(rule, node);
  }

  /** Of a row that the rule does not bear on, none is asked. */
  private Period period(Rule rule, Node node) {
    return reached.period(rule, node).orElse(Period.ZERO);
  }

  private Verdict person(Rule rule, Node node) {
    List<Verdict> events = events(rule, node);
    if (events.contains(Verdict.SUSPECT) || allMissing(rule, node)) {
      return Verdict.SUSPECT;
    }
    boolean excepted =
        rule.unlessHas().stream()
            .flatMap(other -> graph.ofSamePerson(node, other, false))
            .anyMatch(other -> earlier == null || !earlier.parted(other, node, UNDATED));
    if (excepted || events.isEmpty() || !started(rule, node)) {
      return Verdict.OUT_OF_REACH;
    }
    return events.contains(Verdict.RUNNING) ? Verdict.RUNNING : Verdict.DUE;
  }

  /** A row goes with the last of its accounts: the clocks of all of them must have started. */
  private boolean started(Rule rule, Node node) {
    Ties ties = earlier == null ? graph.ties() : earlier.left();
    return ties.owners(node).stream().allMatch(account -> !events(rule, account).isEmpty());
  }

  private List<Verdict> events(Rule rule, Node node) {
    List<Verdict> verdicts = new ArrayList<>();
    for (Place date : rule.dates()) {
      ofSamePerson(node, date)
          .forEach(
              event -> {
                if (tells(rule, event, node, date)) {
                  verdicts.add(
                      judge(rule, date, remembered(event, node, date), period(rule, node)));
                }
              });
    }
    return verdicts;
  }

  /** Rows of the person are there, and none tells of them by a date. */
  boolean allMissing(Rule rule, Node node) {
    return events(rule, node).isEmpty()
        && rule.dates().stream()
            .anyMatch(
                date ->
                    date.ifThere()
                        && ofSamePerson(node, date)
                            .anyMatch(
                                event -> earlier == null || !earlier.parted(event, node, date)));
  }

  /** A date that is missing tells nothing, unless all were when its row went. */
  private boolean tells(Rule rule, Node event, Node row, Place date) {
    return !date.ifThere()
        || start(event, date) != null
        || (earlier != null && earlier.parted(event, row, date) && earlier.allMissing(rule, event));
  }

  private Stream<Node> ofSamePerson(Node node, Place date) {
    Set<String> own = graph.personsOf(node);
    return own.isEmpty() || !above.isAbove(date, scenario.table(date.table()))
        ? graph.ofSamePerson(node, date.table(), date.anyParty())
        : graph.of(date.table()).stream()
            .filter(event -> event == node || !Collections.disjoint(personsOf(event, date), own));
  }

  private Set<String> personsOf(Node event, Place date) {
    Set<String> persons =
        new LinkedHashSet<>(date.anyParty() ? graph.concernedBy(event) : graph.personsOf(event));
    if (above.isAbove(date, event.table)) {
      persons.addAll(above.persons(event));
    }
    return persons;
  }

  /**
   * The start that an event gives to a row of its person. An event that the earlier night parted
   * from the row is remembered; where nobody could judge its date, or it had not ended, that
   * night's day is.
   */
  private @Nullable LocalDate remembered(Node event, Node row, Place date) {
    LocalDate start = start(event, date);
    if (earlier == null || !earlier.parted(event, row, date)) {
      return start;
    }
    LocalDate night = earlier.day();
    return start == null || !start.isAfter(LAST_INCREDIBLE) ? night : start;
  }

  private Verdict judge(Rule rule, Place date, @Nullable LocalDate start, Period period) {
    if (date.ended() && (start == null || start.isAfter(day))) {
      return Verdict.RUNNING;
    }
    if (start == null || start.isAfter(day) || !start.isAfter(LAST_INCREDIBLE)) {
      return Verdict.SUSPECT;
    }
    LocalDate from = rule.clock() == Clock.FISCAL ? LocalDate.of(start.getYear(), 12, 31) : start;
    return day.isAfter(from.plus(period)) ? Verdict.DUE : Verdict.RUNNING;
  }

  private @Nullable LocalDate start(Node dated, Place date) {
    @Nullable String value = dated.row.get(date.column());
    Column column = dated.table.column(date.column());
    Type type = column.type();
    if (type.isSum()) {
      type = dated.table.column(SumWriting.FROM).type();
      value = value == null ? null : dated.row.get(SumWriting.FROM);
    }
    if (value == null) {
      return null;
    }
    if (!type.written().isEmpty() && DateWriting.isUnreadable(value, type)) {
      return LAST_INCREDIBLE;
    }
    if (column.type().isSum()) {
      return SumWriting.day(dated.row, column, type, scenario.zone());
    }
    return type.written().isEmpty()
        ? Days.of(value, type, scenario.zone())
        : DateWriting.day(value, type, scenario.zone());
  }
}
