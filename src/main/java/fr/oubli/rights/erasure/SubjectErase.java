package fr.oubli.rights.erasure;

import fr.oubli.decision.Enforcement;
import fr.oubli.decision.RequestDecisions;
import fr.oubli.evidence.Evidence;
import fr.oubli.evidence.RunRegister.Terms;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.SubjectRule;
import fr.oubli.platform.console.RunLock;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.registers.recording.RecordingFiles;
import fr.oubli.registers.recording.RemovalRegister;
import fr.oubli.rights.erasure.ErasureRegister.State;
import fr.oubli.rights.erasure.ResidueScan.Residue;
import fr.oubli.rights.reply.CategoryOutcome;
import fr.oubli.rights.reply.CategoryOutcomes;
import fr.oubli.rights.request.Matches;
import fr.oubli.rights.request.Phones;
import fr.oubli.rights.request.RequestRegister;
import fr.oubli.rights.request.SubjectIdentities;
import fr.oubli.rights.request.SubjectSearch;
import fr.oubli.rights.suppression.SuppressionKey;
import fr.oubli.rights.suppression.SuppressionList;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.gate.Gates;
import fr.oubli.schema.sql.Sql;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Erases one person. Each step can be taken again: an erasure that was killed is finished by the
 * same command, or by the next nightly purge.
 */
public final class SubjectErase {

  /** What was done, and what was found afterwards. */
  public record Erased(
      long run, State state, List<CategoryOutcome> outcomes, List<Residue> residues) {}

  /** Where files are, and what day it is. */
  public record Places(Path recordings, Path reports, Path keys, LocalDate today) {}

  private final DataSource dataSource;
  private final JdbcTemplate jdbc;
  private final Policy policy;
  private final Phones phones;
  private final DataMap map;
  private final RequestRegister register;
  private final Places places;
  private final String operator;
  private final ErasureRegister erasures;

  public SubjectErase(
      DataSource dataSource,
      Policy policy,
      DataMap map,
      RequestRegister register,
      Places places,
      String operator) {
    this.dataSource = dataSource;
    this.jdbc = new JdbcTemplate(dataSource);
    this.policy = policy;
    this.phones = new Phones(policy.phoneRegion());
    this.map = map;
    this.register = register;
    this.places = places;
    this.operator = operator;
    this.erasures = new ErasureRegister(jdbc);
  }

  static String runName(long request) {
    return "request " + request;
  }

  /**
   * @throws Refusal when a gate stays shut, a match waits for a person, another request of theirs
   *     waits for its answer, or the policy does not say what becomes of a category; nothing was
   *     touched then
   */
  public Erased erase(long request) {
    return erase(request, false);
  }

  /**
   * @param despiteOpenRequests what they ask for is kept until they end
   */
  public Erased erase(long request, boolean despiteOpenRequests) {
    try (RunLock lock = RunLock.acquire(dataSource, RunLock.CHANGES)) {
      Catalog catalog = Catalog.read(dataSource, map);
      Gates.refuse(Gates.check(dataSource, catalog, map, policy), map);
      search(request, catalog);
      if (!despiteOpenRequests && !erasures.started(request)) {
        new OpenRequests(jdbc).refuseAny(request);
      }
      RequestDecisions decisions =
          new RequestDecisions(policy, map, catalog, places.today(), request);
      List<Matches.Count> matched = new Matches(dataSource).counts(request);
      refuseUnruled(decisions, matched);
      begin(request, catalog);
      return erase(request, catalog, decisions, matched);
    }
  }

  /** Rows that came since the letter was opened are the person's too. */
  private void search(long request, Catalog catalog) {
    SubjectRule subject = policy.subject();
    if (subject != null) {
      new SubjectSearch(dataSource, map, subject, phones, catalog)
          .search(request, register.searched(request));
    }
    new Matches(dataSource).refuseUndecided(request);
  }

  private void refuseUnruled(RequestDecisions decisions, List<Matches.Count> matched) {
    List<String> lines =
        matched.stream()
            .filter(count -> count.confirmed() > 0)
            .map(Matches.Count::collection)
            .filter(name -> map.required(name).fields().stream().anyMatch(Field::personal))
            .filter(name -> decisions.lastingRules(name).isEmpty())
            .flatMap(name -> unruled(decisions, name))
            .toList();
    if (!lines.isEmpty()) {
      throw new Refusal(ExitCode.REFUSED, lines);
    }
  }

  private Stream<String> unruled(RequestDecisions decisions, String name) {
    if (decisions.enforcements().stream()
        .noneMatch(enforcement -> enforcement.collection().equals(name))) {
      return Stream.of("no rule of the policy says what becomes of " + name + "; write one");
    }
    Sql sql = decisions.leftOut(name);
    Long rows = jdbc.queryForObject(sql.text(), Long.class, sql.values().toArray());
    return rows == null || rows == 0
        ? Stream.empty()
        : Stream.of(
            "no rule of the policy says what becomes of %d rows of %s, left out by its filters; write one"
                .formatted(rows, name));
  }

  /** Identities are read while they are there, and enter the suppression list before they go. */
  private void begin(long request, Catalog catalog) {
    if (erasures.started(request)) {
      return;
    }
    new TransactionTemplate(new JdbcTransactionManager(dataSource))
        .executeWithoutResult(
            status -> {
              SubjectIdentities own = new SubjectIdentities(jdbc, map, catalog, policy.subject());
              register.identify(request, own.ofAccounts(request));
              register.noteOfRows(request, own.of(request));
              new SuppressionList(dataSource, SuppressionKey.in(places.keys()), phones)
                  .add(
                      register.identities(request), SuppressionList.Reason.ERASURE, "all", request);
              erasures.start(request);
            });
  }

  private Erased erase(
      long request, Catalog catalog, RequestDecisions decisions, List<Matches.Count> matched) {
    List<Enforcement> enforcements = decisions.enforcements();
    long run =
        new Evidence(dataSource, places.keys(), places.reports())
            .run(terms(request), operator, number -> act(number, enforcements));
    ErasureOutcomes reckoning = new ErasureOutcomes(jdbc, policy, decisions, request);
    List<CategoryOutcome> outcomes = reckoning.outcomes(enforcements, matched);
    List<Residue> residues =
        new ResidueScan(jdbc, map, catalog, phones, register.identities(request))
            .scan(request, kept(outcomes));
    RemainingRows.add(outcomes, residues);
    State state = state(reckoning, outcomes);
    new CategoryOutcomes(dataSource).store(request, outcomes);
    erasures.end(request, run, state, residues);
    return new Erased(run, state, outcomes, residues);
  }

  private void act(long run, List<Enforcement> enforcements) {
    new EnforcementActs(dataSource).act(run, enforcements);
    new RemovalRegister(jdbc, new JdbcTransactionManager(dataSource))
        .finish(run, new RecordingFiles(places.recordings()));
  }

  private Terms terms(long request) {
    return new Terms(
        places.today(), policy.name(), policy.sha256(), map.sha256(), runName(request), null);
  }

  private static Set<String> kept(List<CategoryOutcome> outcomes) {
    return outcomes.stream()
        .filter(outcome -> outcome.kind() == CategoryOutcome.Kind.KEPT)
        .map(CategoryOutcome::collection)
        .collect(Collectors.toSet());
  }

  private static State state(ErasureOutcomes reckoning, List<CategoryOutcome> outcomes) {
    if (outcomes.stream().anyMatch(outcome -> outcome.kind() == CategoryOutcome.Kind.LEFT)) {
      return State.PARTIAL;
    }
    return reckoning.held() ? State.HELD : State.DONE;
  }
}
