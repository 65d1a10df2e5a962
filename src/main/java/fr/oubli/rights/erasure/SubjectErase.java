package fr.oubli.rights.erasure;

import fr.oubli.decision.Enforcement;
import fr.oubli.decision.RequestDecisions;
import fr.oubli.decision.person.Phones;
import fr.oubli.evidence.Evidence;
import fr.oubli.evidence.RunRegister;
import fr.oubli.evidence.RunRegister.Terms;
import fr.oubli.evidence.journal.JournalKey;
import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.SubjectRule;
import fr.oubli.platform.console.RunLock;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.registers.pseudonym.PseudonymSessions;
import fr.oubli.registers.recording.PathGate;
import fr.oubli.registers.recording.RecordingFiles;
import fr.oubli.registers.recording.RemovalRegister;
import fr.oubli.rights.erasure.OwnRegisters.Known;
import fr.oubli.rights.erasure.ResidueScan.Residue;
import fr.oubli.rights.reply.CategoryOutcome;
import fr.oubli.rights.reply.OutcomeRegister;
import fr.oubli.rights.request.Matches;
import fr.oubli.rights.request.RequestIdentities;
import fr.oubli.rights.request.RequestedRowDigests;
import fr.oubli.rights.request.SearchReach;
import fr.oubli.rights.request.SubjectSearch;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.gate.Gates;
import fr.oubli.schema.gate.PeriodsInData;
import fr.oubli.schema.sql.FreshStatistics;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * Erases one person. Each step can be taken again: an erasure that was killed is finished by the
 * same command, or by the next nightly purge.
 */
public final class SubjectErase {

  /**
   * What was done, and what was found afterwards.
   *
   * @param remarks what of the person stays in Oubli's own registers and until when, and what
   *     PostgreSQL could not be made to forget
   */
  public record Erased(
      long run,
      ErasureState state,
      List<CategoryOutcome> outcomes,
      List<Residue> residues,
      List<String> remarks) {

    public Erased {
      outcomes = List.copyOf(outcomes);
      residues = List.copyOf(residues);
      remarks = List.copyOf(remarks);
    }
  }

  /**
   * Where the files of an erasure are.
   *
   * @param reports where the seal's copy goes
   * @param keys the folder of the keys that sign the evidence and hash the suppression list
   */
  public record Folders(RecordingFiles recordings, Path reports, Path keys) {

    public Folders(Path recordings, Path reports, Path keys) {
      this(new RecordingFiles(recordings), reports, keys);
    }
  }

  private final DataSource dataSource;
  private final JdbcTemplate jdbc;
  private final Policy policy;
  private final DataMap map;
  private final Folders folders;
  private final LocalDate today;
  private final String operator;
  private final ErasureRegister erasures;
  private final RequestIdentities identities;
  private final Matches matches;

  public SubjectErase(
      DataSource dataSource,
      Policy policy,
      DataMap map,
      Folders folders,
      LocalDate today,
      String operator) {
    this.dataSource = dataSource;
    this.jdbc = new JdbcTemplate(dataSource);
    this.policy = policy;
    this.map = map;
    this.folders = folders;
    this.today = today;
    this.operator = operator;
    this.erasures = new ErasureRegister(jdbc);
    this.identities = new RequestIdentities(dataSource);
    this.matches = new Matches(dataSource);
  }

  /** The name of an erasure's run in the evidence. */
  static String runName(long request) {
    return "request " + request;
  }

  /**
   * @throws Refusal when a gate finds a problem, a match is still undecided, another request of the
   *     person is unanswered, or the policy does not say what becomes of a category; nothing was
   *     changed then
   */
  public Erased erase(long request) {
    return erase(request, false);
  }

  /**
   * Erases although other requests of the person may wait.
   *
   * @param despiteOpenRequests what the other requests ask for is kept until they end
   * @throws Refusal when a gate finds a problem, a match is still undecided, or the policy does not
   *     say what becomes of a category; nothing was changed then
   */
  public Erased erase(long request, boolean despiteOpenRequests) {
    try (RunLock lock = RunLock.acquire(dataSource, RunLock.CHANGES)) {
      Catalog catalog = Catalog.read(dataSource, map);
      Gates.refuse(Gates.check(dataSource, catalog, map, policy, policy.rules()), map);
      Gates.refuse(new PathGate(jdbc).problems(PathGate.files(policy, map, catalog)), map);
      Policy read = PeriodsInData.read(dataSource, catalog, map, policy);
      search(request, catalog);
      if (!despiteOpenRequests && !erasures.started(request)) {
        new OpenRequests(jdbc).refuseAny(request);
      }
      RequestDecisions decisions = new RequestDecisions(read, map, catalog, today, request);
      List<String> collections = matches.ownCollections(request);
      List<Collection> unsearched =
          SearchReach.of(jdbc, map, catalog, policy.subject(), request).notSearched();
      new UnruledRows(jdbc, map, catalog, decisions).refuseAny(collections);
      new ErasureStart(dataSource, policy, map, catalog, folders.keys()).begin(request);
      return erase(read, request, catalog, decisions, collections, unsearched);
    }
  }

  /**
   * Searches again, because rows of the person may have been added since the request was opened.
   */
  private void search(long request, Catalog catalog) {
    SubjectRule subject = policy.subject();
    if (subject != null) {
      new SubjectSearch(dataSource, map, subject, Phones.of(policy), catalog)
          .search(request, identities.searched(request));
    }
    matches.refuseUndecided(request);
  }

  private Erased erase(
      Policy read,
      long request,
      Catalog catalog,
      RequestDecisions decisions,
      List<String> collections,
      List<Collection> unsearched) {
    List<Enforcement> enforcements = decisions.enforcements();
    long run =
        new Evidence(dataSource, folders.keys(), folders.reports())
            .run(
                terms(request),
                operator,
                number -> act(number, enforcements, decisions.archiveEnds(), catalog));
    SubjectRule subject = policy.subject();
    identities.forgetEarlier(
        request,
        today,
        subject == null ? List.of() : subject.samePersonBy(),
        subject == null ? "" : subject.collection());
    ErasureOutcomes reached =
        new ErasureOutcomes.Reader(jdbc, read, decisions, request).read(enforcements, collections);
    ResidueScan scan =
        new ResidueScan(jdbc, map, catalog, Wanted.of(identities.all(request), policy));
    List<Residue> residues = new ArrayList<>(scan.scan(request, reached.keptCollections()));
    List<String> remarks = new ArrayList<>();
    for (Known known : scan.ofOubli(request, policy.limits().requests().known())) {
      if (known.ends()) {
        remarks.add(known.line());
      } else {
        residues.add(known.residue());
      }
    }
    remarks.addAll(
        new FreshStatistics(dataSource, map, catalog)
            .refresh(new RunRegister(dataSource).collections(run)));
    ErasureOutcomes told = reached.with(residues).with(matches.othersRows(request), unsearched);
    new OutcomeRegister(dataSource).store(request, told.outcomes());
    new RequestedRowDigests(jdbc, policy, map, catalog, JournalKey.in(folders.keys()))
        .done(request);
    erasures.end(request, run, told.state(), residues);
    return new Erased(run, told.state(), told.outcomes(), residues, remarks);
  }

  /**
   * @param archiveEnds of rows whose period is over, which the night would end next
   */
  private void act(
      long run, List<Enforcement> enforcements, List<Enforcement> archiveEnds, Catalog catalog) {
    EnforcementActs acts =
        new EnforcementActs(PseudonymSessions.of(dataSource, policy, folders.keys()));
    acts.act(run, enforcements);
    acts.act(run, archiveEnds);
    new RemovalRegister(jdbc, new JdbcTransactionManager(dataSource))
        .finish(run, folders.recordings(), PathGate.files(policy, map, catalog));
  }

  private Terms terms(long request) {
    return new Terms(today, policy.name(), policy.sha256(), map.sha256(), runName(request), null);
  }
}
