package fr.oubli.reports;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.session.RunReport;
import fr.oubli.reports.RegisterReader.Answered;
import fr.oubli.reports.RegisterReader.Notices;
import fr.oubli.reports.RegisterReader.Quarantined;
import fr.oubli.reports.RegisterReader.StaleHold;
import fr.oubli.reports.RunFacts.Line;
import fr.oubli.reports.RunFacts.Night;
import fr.oubli.rights.version.VersionCounts;
import fr.oubli.rights.version.VersionCounts.Counted;
import fr.oubli.schema.catalog.TableFiles;
import fr.oubli.schema.catalog.TableFilesReader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Where the company stands on a day: its latest run, what people wait for, and what somebody must
 * look at.
 *
 * @param quarantine rows that no rule can judge
 */
record ComplianceState(
    LocalDate today,
    RunFacts run,
    History history,
    Requests requests,
    Holds holds,
    List<Quarantined> quarantine,
    Removals removals) {

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

  /**
   * What is left of rows that went.
   *
   * @param objects at addresses, that somebody has to remove
   * @param stuckFiles that could not be removed; each night tries again
   * @param tables what the files of the database may hold of them
   */
  record Removals(long objects, long stuckFiles, List<TableFiles> tables) {

    Removals {
      tables = List.copyOf(tables);
    }

    /** How many tables could not be written anew although the policy asks for it. */
    long notRewritten() {
      return tables.stream().filter(table -> table.rewrites().fault() != null).count();
    }
  }

  /**
   * The runs around the latest one.
   *
   * @param unfinished numbers of the runs after it that did not come to their end
   * @param nights the last runs up to it that enforced all rules, the oldest first
   * @param unreached persons for whom no clock ever starts, when they were last counted
   * @param unasked by rule that says that people are asked, of how many rows that the latest run
   *     ended nobody had been
   */
  record History(
      List<Long> unfinished, List<Night> nights, long unreached, Map<String, Long> unasked) {

    History {
      unasked = Map.copyOf(unasked);
      unfinished = List.copyOf(unfinished);
      nights = List.copyOf(nights);
    }
  }

  /**
   * What people asked for, and what they agreed to.
   *
   * @param waiting requests without an answer, the most urgent first
   * @param versions how many people accepted which version of the published policy
   */
  record Requests(
      List<RequestFacts> waiting, Answered answered, Notices notices, Counted versions) {

    Requests {
      waiting = List.copyOf(waiting);
    }
  }

  /**
   * What people keep.
   *
   * @param inForce how many holds there are
   * @param stale those whose review date is past
   */
  record Holds(long inForce, List<StaleHold> stale) {

    Holds {
      stale = List.copyOf(stale);
    }
  }

  ComplianceState {
    quarantine = List.copyOf(quarantine);
  }

  /** The state after the latest run; empty where none ever came to its end. */
  static Optional<ComplianceState> latest(
      DataSource dataSource, Policy policy, DataMap map, LocalDate today) {
    RunReader runs = new RunReader(dataSource);
    List<TableFiles> tables = new TableFilesReader(dataSource).of(policy, map);
    Counted versions = new VersionCounts(dataSource, policy, map).count(Long.MAX_VALUE);
    return runs.latest()
        .map(
            run ->
                new Reading(dataSource, policy, runs, tables, versions)
                    .of(run, runs.unfinishedAfter(run.id()), today));
  }

  /** The state at the end of a run that is about to be closed. */
  static ComplianceState closing(RunReport.Sealed run, Counted versions) {
    RunReader runs = new RunReader(run.dataSource());
    List<TableFiles> tables = new TableFilesReader(run.dataSource()).of(run.policy(), run.map());
    return new Reading(run.dataSource(), run.policy(), runs, tables, versions)
        .of(runs.run(run.run()).orElseThrow(), List.of(), run.asOf());
  }

  /**
   * Who stands on which version at the end of a night, which costs what is due and not what is
   * stored.
   */
  static Counted versions(DataSource dataSource, Policy policy, DataMap map) {
    return new VersionCounts(dataSource, policy, map).count(policy.limits().everythingBelowRows());
  }

  /** Where a state is read from. */
  private record Reading(
      DataSource dataSource,
      Policy policy,
      RunReader runs,
      List<TableFiles> tables,
      Counted versions) {

    ComplianceState of(RunFacts run, List<Long> unfinished, LocalDate today) {
      RegisterReader registers = new RegisterReader(dataSource);
      return new ComplianceState(
          today,
          run,
          new History(
              unfinished,
              runs.nights(run.id(), NIGHTS),
              runs.unreached(run.id()),
              new UnaskedReader(dataSource, policy).of(run)),
          new Requests(
              registers.waiting(),
              registers.answeredSince(today.minusMonths(MONTHS_OF_ANSWERS)),
              registers.noticesToSend(),
              versions),
          new Holds(registers.holdsInForce(), registers.holdsToReview(today)),
          registers.quarantine(),
          registers.removals(tables));
    }
  }

  /** How many requests wait although their deadline is over. */
  long late() {
    return requests.waiting().stream().filter(request -> request.daysLate(today) > 0).count();
  }

  /** How many requests are to be answered within a week; a suspended one is not counted. */
  long soon() {
    return requests.waiting().stream()
        .filter(request -> !request.suspended())
        .mapToLong(request -> request.daysLeft(today))
        .filter(days -> days >= 0 && days <= SOON)
        .count();
  }

  /** How many requests wait with a clock that stands still. */
  long suspended() {
    return requests.waiting().stream().filter(RequestFacts::suspended).count();
  }

  /** How many rows are in quarantine, under whatever rule. */
  long quarantined() {
    return quarantine.stream().mapToLong(Quarantined::rows).sum();
  }

  /** What is not in order, the heaviest first; empty where everything is. */
  List<Finding> findings(String policySha256) {
    List<Finding> findings = new ArrayList<>();
    long unexplained = run.sum(Line::unexplained);
    add(findings, Weight.BROKEN, "broken-remaining", unexplained, "regles");
    add(findings, Weight.BROKEN, "broken-unfinished", history.unfinished().size(), "tendance");
    long silence = today.toEpochDay() - run.asOf().toEpochDay();
    add(findings, Weight.BROKEN, "broken-silence", silence > 1 ? silence : 0, "tendance");
    add(findings, Weight.BROKEN, "broken-late", late(), "demandes");
    add(findings, Weight.WATCH, "watch-quarantine", quarantined(), "quarantaine");
    add(
        findings,
        Weight.WATCH,
        "watch-referenced",
        run.sum(line -> line.counts().referenced()),
        "regles");
    add(
        findings,
        Weight.WATCH,
        "watch-unplanned",
        run.sum(line -> line.counts().unplanned()),
        "regles");
    add(findings, Weight.WATCH, "watch-busy", run.sum(line -> line.counts().busy()), "regles");
    add(findings, Weight.WATCH, "watch-unreached", history.unreached(), "regles");
    add(findings, Weight.WATCH, "watch-objects", removals.objects(), "regles");
    add(findings, Weight.WATCH, "watch-stuck", removals.stuckFiles(), "regles");
    add(findings, Weight.WATCH, "watch-rewrite", removals.notRewritten(), "fichiers");
    add(findings, Weight.WATCH, "watch-holds", holds.stale().size(), "gels");
    add(findings, Weight.WATCH, "watch-soon", soon(), "demandes");
    add(findings, Weight.WATCH, "watch-notices", requests.notices().count(), "demandes");
    add(findings, Weight.WATCH, "watch-versions", requests.versions().unregistered(), "versions");
    add(findings, Weight.WATCH, "watch-partial", run.terms().onlyRule() == null ? 0 : 1, "regles");
    add(
        findings,
        Weight.WATCH,
        "watch-policy",
        run.terms().policySha256().equals(policySha256) ? 0 : 1,
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
