package fr.oubli.reports;

import fr.oubli.reports.RegisterReader.Answered;
import fr.oubli.reports.RegisterReader.Notices;
import fr.oubli.reports.RegisterReader.Quarantined;
import fr.oubli.reports.RegisterReader.StaleHold;
import fr.oubli.reports.RunFacts.Night;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Where the company stands on a day: its latest run, what people wait for, what somebody must look
 * at.
 *
 * @param unfinished runs after it that did not come to their end
 * @param nights the last runs, the oldest first
 * @param unreached persons for whom no clock ever starts, when they were last counted
 */
record State(
    LocalDate today,
    RunFacts run,
    List<Long> unfinished,
    List<Night> nights,
    long unreached,
    List<RequestFacts> waiting,
    Answered answered,
    Notices notices,
    long holds,
    List<StaleHold> stale,
    List<Quarantined> quarantine) {

  private static final int NIGHTS = 30;
  private static final int SOON = 7;
  private static final int MONTHS_OF_ANSWERS = 12;

  /** How much a finding weighs. */
  enum Weight {
    BROKEN,
    WATCH
  }

  /**
   * Something that is not in order.
   *
   * @param key the text that says it
   * @param where the chapter of the page that shows it
   */
  record Finding(Weight weight, String key, long count, String where) {}

  State {
    unfinished = List.copyOf(unfinished);
    nights = List.copyOf(nights);
    waiting = List.copyOf(waiting);
    stale = List.copyOf(stale);
    quarantine = List.copyOf(quarantine);
  }

  /** The state after the latest run; empty where none ever came to its end. */
  static Optional<State> latest(DataSource dataSource, LocalDate today) {
    RunReader runs = new RunReader(dataSource);
    return runs.latest()
        .map(run -> of(dataSource, run, runs.unfinishedAfter(run.id()), runs, today));
  }

  /** The state at the end of a run that is about to be closed. */
  static State closing(DataSource dataSource, long id, LocalDate today) {
    RunReader runs = new RunReader(dataSource);
    return of(dataSource, runs.run(id).orElseThrow(), List.of(), runs, today);
  }

  private static State of(
      DataSource dataSource, RunFacts run, List<Long> unfinished, RunReader runs, LocalDate today) {
    RegisterReader registers = new RegisterReader(dataSource);
    return new State(
        today,
        run,
        unfinished,
        runs.nights(run.id(), NIGHTS),
        runs.unreached(run.id()),
        registers.waiting(),
        registers.answeredSince(today.minusMonths(MONTHS_OF_ANSWERS)),
        registers.noticesToSend(),
        registers.holdsInForce(),
        registers.holdsToReview(today),
        registers.quarantine());
  }

  long late() {
    return waiting.stream().filter(request -> request.daysLate(today) > 0).count();
  }

  /** To be answered within a week. */
  long soon() {
    return waiting.stream()
        .filter(request -> request.suspendedOn() == null)
        .mapToLong(request -> request.daysLeft(today))
        .filter(days -> days >= 0 && days <= SOON)
        .count();
  }

  long suspended() {
    return waiting.stream().filter(request -> request.suspendedOn() != null).count();
  }

  long quarantined() {
    return quarantine.stream().mapToLong(Quarantined::rows).sum();
  }

  /** What is not in order, the heaviest first; empty where everything is. */
  List<Finding> findings(String policySha256) {
    List<Finding> findings = new ArrayList<>();
    long unexplained = run.sum(line -> Math.max(0, line.unexplained()));
    add(findings, Weight.BROKEN, "broken-remaining", unexplained, "regles");
    add(findings, Weight.BROKEN, "broken-unfinished", unfinished.size(), "tendance");
    long silence = today.toEpochDay() - run.asOf().toEpochDay();
    add(findings, Weight.BROKEN, "broken-silence", silence > 1 ? silence : 0, "tendance");
    add(findings, Weight.BROKEN, "broken-late", late(), "demandes");
    add(findings, Weight.WATCH, "watch-quarantine", quarantined(), "quarantaine");
    add(findings, Weight.WATCH, "watch-referenced", run.sum(RunFacts.Line::referenced), "regles");
    add(findings, Weight.WATCH, "watch-unreached", unreached, "regles");
    add(findings, Weight.WATCH, "watch-holds", stale.size(), "gels");
    add(findings, Weight.WATCH, "watch-soon", soon(), "demandes");
    add(findings, Weight.WATCH, "watch-notices", notices.count(), "demandes");
    add(findings, Weight.WATCH, "watch-partial", run.onlyRule() == null ? 0 : 1, "regles");
    add(
        findings,
        Weight.WATCH,
        "watch-policy",
        run.policySha256().equals(policySha256) ? 0 : 1,
        "regles");
    return findings;
  }

  private static void add(
      List<Finding> findings, Weight weight, String key, long count, String where) {
    if (count > 0) {
      findings.add(new Finding(weight, key, count, where));
    }
  }
}
