package fr.oubli.setup.check;

import fr.oubli.decision.Eligibilities;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.PaceLimits;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rule;
import fr.oubli.platform.console.Prose;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.database.OwnSchema;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.purge.plan.Plan;
import fr.oubli.purge.plan.PlanLine;
import fr.oubli.purge.plan.Planner;
import fr.oubli.purge.plan.Referred;
import fr.oubli.purge.plan.Unreached;
import fr.oubli.registers.recording.PathGate;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.Indexes;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.gate.Gates;
import fr.oubli.schema.gate.PeriodsInData;
import fr.oubli.schema.gate.Problem;
import fr.oubli.schema.sql.ClockIndexes;
import fr.oubli.schema.sql.MappedSchema;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Asks everything that a purge asks before it touches a row, and reports every answer instead of
 * stopping at the first refusal. Nothing is written.
 */
public final class Check {

  /** Connections that counting may take beside the one that is open. */
  private static final int WORKERS = 2;

  /** Eight MiB: a guess about a smaller table costs little. */
  private static final int MANY_PAGES = 1_000;

  private final Database database;
  private final DataSource dataSource;
  private final LocalDate asOf;
  private final String when;
  private final @Nullable String onlyRule;
  private final List<Problem> problems = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private final List<CheckSection> sections = new ArrayList<>();
  private String wouldRun = "";
  private CheckFacts facts = new CheckFacts(null, List.of(), null);

  /**
   * @param when the day of {@code asOf} in words
   * @param onlyRule the only rule whose rows are counted; null for all
   */
  public Check(Database database, LocalDate asOf, String when, @Nullable String onlyRule) {
    this.database = database;
    this.dataSource = database.dataSource();
    this.asOf = asOf;
    this.when = when;
    this.onlyRule = onlyRule;
  }

  public CheckReport of(Policy policy, DataMap map) {
    return of(new LoadedFiles(policy, map, List.of()));
  }

  CheckReport of(LoadedFiles given) {
    problems.addAll(given.faults());
    DataMap map = given.map();
    if (map != null) {
      inspect(given.policy(), map);
      Gates.probablyAnother(problems, map).ifPresent(line -> remarks.add(0, line));
    }
    remarks.add(0, "nothing was changed on " + database.describe());
    database.unfit().ifPresent(line -> remarks.add("this role could not purge: " + line));
    return new CheckReport(wouldRun, problems, remarks, sections, facts);
  }

  private void inspect(@Nullable Policy policy, DataMap map) {
    Catalog catalog = Catalog.read(dataSource, map);
    problems.addAll(
        policy == null
            ? Gates.checkMap(catalog, map)
            : Gates.check(dataSource, catalog, map, policy));
    boolean found = map.collections().stream().allMatch(each -> catalog.find(each).isPresent());
    boolean valid = problems.stream().noneMatch(each -> each.code() == ExitCode.INVALID);
    Policy read = policy != null && valid ? read(policy, map, catalog) : null;
    if (read != null) {
      night(read, map, catalog);
    } else {
      remarks.add(
          valid
              ? "rows are counted once each has a period"
              : "rows are counted once the files are valid");
    }
    if (found) {
      sections.add(new Order(catalog, map).section());
    }
    if (read != null) {
      indexes(read, new ClockIndexes(catalog, map, read, Indexes.read(dataSource)));
    }
    if (policy != null && valid && found) {
      NaiveDates naive = new NaiveDates(policy, map, catalog);
      remarks.addAll(naive.remarks());
      naive.section().ifPresent(sections::add);
      MappedSchema schema = new MappedSchema(policy, map, catalog, false);
      remarks.addAll(new FileAddresses(new JdbcTemplate(dataSource), map, schema).lines());
    }
    withoutStatistics(catalog, map);
    PaceLimits pace = policy == null ? null : policy.limits().pace();
    if (pace != null) {
      remarks.add("a night is gentle to others: " + pace.inWords());
    }
    if (policy != null && valid && found) {
      problems.addAll(Gates.checkRewrite(dataSource, map, policy));
      sections.add(new FilesSection(dataSource, policy, map).section());
    }
    if (policy != null && valid && found && policy.subject() != null) {
      reach(map, new MappedSchema(policy, map, catalog, false));
    }
    Coverage coverage = new Coverage(dataSource, catalog, map, policy);
    if (coverage.overlooked() > 0) {
      remarks.add(
          Prose.count(coverage.overlooked(), "column")
              + " may be personal, and the map does not say: see Coverage");
    }
    sections.add(coverage.section());
    facts = new CheckFacts(facts.plan(), facts.missingIndexes(), coverage.facts());
  }

  /** The policy with a rule for each period that stands in the data; null where rows have none. */
  private @Nullable Policy read(Policy policy, DataMap map, Catalog catalog) {
    try {
      return PeriodsInData.read(dataSource, catalog, map, policy);
    } catch (Refusal refusal) {
      refusal.lines().forEach(line -> problems.add(new Problem(refusal.code(), line)));
      return null;
    }
  }

  private void reach(DataMap map, MappedSchema schema) {
    PersonReachSection reach = new PersonReachSection(dataSource, map, schema);
    if (reach.unreachable() > 0) {
      remarks.add(
          Prose.count(reach.unreachable(), "collection")
              + " with personal columns that nothing ties to people: see How people reach their rows");
    }
    remarks.addAll(new UntiedKeys(map, schema).lines());
    sections.add(reach.section());
  }

  /** PostgreSQL never counted what is in them, and would guess how to join them. */
  private void withoutStatistics(Catalog catalog, DataMap map) {
    List<String> names =
        map.collections().stream()
            .flatMap(collection -> catalog.find(collection).stream())
            .filter(table -> table.rows() < 0 && table.pages() >= MANY_PAGES)
            .map(Table::name)
            .distinct()
            .toList();
    if (!names.isEmpty()) {
      remarks.add(
          "no statistics of " + String.join(", ", names) + ": run ANALYZE before the first night");
    }
  }

  private void night(Policy policy, DataMap map, Catalog catalog) {
    problems.addAll(
        new PathGate(new JdbcTemplate(dataSource)).problems(PathGate.files(policy, map, catalog)));
    boolean known = known();
    Eligibilities eligibilities =
        known
            ? new Eligibilities(policy, map, catalog, asOf)
            : Eligibilities.beforeFirstRun(policy, map, catalog, asOf);
    Planner planner =
        known
            ? new Planner(dataSource, Planner.Narrowing.EVERYTHING, WORKERS)
            : Planner.beforeFirstRun(dataSource, WORKERS);
    long began = System.nanoTime();
    RowSample sample = new RowSample(policy);
    Plan plan =
        planner
            .telling(sample)
            .plan(asOf, eligibilities.enforcements(onlyRule), Set.of(Planner.Detail.REFERRERS));
    facts = new CheckFacts(plan.lines().stream().map(PlanLine::of).toList(), List.of(), null);
    NightForecast night =
        new NightForecast(
            plan,
            known ? Throughput.of(dataSource) : Throughput.UNKNOWN,
            Duration.ofNanos(System.nanoTime() - began));
    wouldRun = "a purge would run " + when + ": " + night.inShort();
    plan.overLines(policy.limits())
        .forEach(
            line ->
                problems.add(
                    new Problem(
                        ExitCode.REFUSED,
                        line
                            + "; approve it: --dry-run prints the plan and its hash, --plan HASH"
                            + " runs it")));
    sections.add(night.section(asked(policy)));
    remarks.addAll(plan.leftOutLines());
    sample.section().ifPresent(sections::add);
    Referred.of(plan).forEach(each -> remarks.add(each.line()));
    if (onlyRule == null) {
      unreached(policy, eligibilities);
    }
  }

  private void unreached(Policy policy, Eligibilities eligibilities) {
    new TransactionTemplate(new JdbcTransactionManager(dataSource))
        .executeWithoutResult(
            status ->
                Unreached.count(new JdbcTemplate(dataSource), policy, eligibilities).stream()
                    .filter(found -> found.rows() > 0)
                    .forEach(found -> remarks.add(found.line())));
  }

  private void indexes(Policy policy, ClockIndexes clocks) {
    ClockIndexSection indexes = new ClockIndexSection(clocks, asked(policy));
    if (indexes.missing() > 0) {
      remarks.add(
          (indexes.missing() == 1 ? "1 index" : indexes.missing() + " indexes")
              + " to make first: see Indexes");
    }
    sections.add(indexes.section());
    facts = new CheckFacts(facts.plan(), indexes.statements(), null);
  }

  private List<Rule> asked(Policy policy) {
    return policy.rules().stream()
        .filter(rule -> onlyRule == null || rule.isCalled(onlyRule))
        .toList();
  }

  private boolean known() {
    OwnSchema own = database.ownSchema();
    switch (own) {
      case ABSENT -> remarks.add("no run was here yet; the first one makes the schema oubli");
      case OLDER ->
          remarks.add(
              "the schema oubli is of an older version, which the next job brings up to date:"
                  + " holds and the archive are left out of the counts");
      case CLOSED -> remarks.add("holds and the archive are left out of the counts");
      case CURRENT -> {}
    }
    return own == OwnSchema.CURRENT;
  }
}
