package fr.oubli.decision;

import fr.oubli.decision.clock.ClockSqls;
import fr.oubli.decision.clock.Days;
import fr.oubli.decision.clock.RuleTarget;
import fr.oubli.decision.keep.LeavingFiles;
import fr.oubli.decision.keep.RetentionGround;
import fr.oubli.decision.keep.RetentionGrounds;
import fr.oubli.decision.person.RequestedRows;
import fr.oubli.decision.statement.ArchiveEndRule;
import fr.oubli.decision.statement.Eligibility;
import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.ForeignKeyOrder;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.Sql;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a request of erasure makes due. The rows that were found for it are ended by the actions of
 * the rules that would have ended them in time, and kept by whatever keeps them from the purge.
 */
public final class RequestDecisions {

  /** The ground that keeps a row of somebody else, in which the person is only named. */
  public static final String OTHERS_RECORD = "record of another person";

  /** The ground that keeps a row of which a file is at an address that the policy refuses. */
  public static final String REFUSED_FILE = LeavingFiles.REFUSED;

  /** The ground that keeps a row of which a file's path can be none. */
  public static final String IMPOSSIBLE_FILE = LeavingFiles.IMPOSSIBLE;

  private final Policy policy;
  private final DataMap map;
  private final Catalog catalog;
  private final MappedSchema schema;
  private final ClockSqls clocks;
  private final long request;
  private final EndingRules ending;

  public RequestDecisions(
      Policy policy, DataMap map, Catalog catalog, LocalDate asOf, long request) {
    this.policy = policy;
    this.map = map;
    this.catalog = catalog;
    this.schema = new MappedSchema(policy, map, catalog);
    this.clocks = new ClockSqls(schema, new Days(asOf, policy.zone()));
    this.request = request;
    this.ending = new EndingRules(policy, map, schema);
  }

  /**
   * One enforcement per rule and collection; rows that refer to others come before those others.
   */
  public List<Enforcement> enforcements() {
    List<Enforcement> enforcements = new ArrayList<>();
    Eligibilities others = new Eligibilities(policy, map, catalog, clocks.days().asOf());
    for (String name :
        ForeignKeyOrder.childrenFirst(catalog, map, schema.belonging().asking(policy.rules()))) {
      ending
          .of(name)
          .forEach(
              rule -> enforcements.add(new ActiveEnforcement(eligibility(rule, name), others)));
    }
    return enforcements;
  }

  /** The ends of the archive, for the person's rows in it: those of the request and all others. */
  public List<Enforcement> archiveEnds() {
    Set<Enforcement> ends = new LinkedHashSet<>();
    for (Rule rule : policy.rules()) {
      rule.then()
          .forEach(
              (name, action) -> {
                if (action.archives()) {
                  Collection collection = map.required(name);
                  Rule end =
                      ArchiveEndRule.ruleFor(
                          policy,
                          RuleTarget.of(policy, rule, collection, catalog.table(collection)));
                  ends.add(
                      new ArchiveEnforcement(schema, clocks.days(), end, name, clocks.cutoff(end))
                          .of(archived("t")));
                }
              });
    }
    return List.copyOf(ends);
  }

  /** A row of the archive is the person's, whatever put it there. */
  public Sql archived(String alias) {
    return RequestedRows.archived(
        alias, schema.hasSubjects() ? schema.subjectRule().collection() : "", request);
  }

  /** The rules of a collection whose basis outlives the request. */
  public List<Rule> lastingRules(String collection) {
    return ending.lasting(collection);
  }

  /** Whether nothing personal is left of a row to which all stages have come. */
  public boolean endsInStages(String collection) {
    return ending.endsInStages(collection);
  }

  /**
   * One row: how many rows of the request the filters of all rules that end rows leave out. A row
   * of which no rule would change anything counts as ended: what is masked may have lost the row
   * that a filter asks.
   */
  public Sql leftOut(String name) {
    List<Sql> left =
        ending.of(name).stream()
            .map(rule -> eligibility(rule, name).pending().left("t"))
            .distinct()
            .toList();
    return Sql.format(
        "select count(*) from {}{}",
        schema.from(name, "t"),
        Sql.where(List.of(requested("t", name), ending.unended("t", name), Sql.any(left))));
  }

  private Sql requested(String alias, String name) {
    return RequestedRows.confirmed(alias, schema.table(name), name, request);
  }

  private Eligibility eligibility(Rule rule, String name) {
    Collection collection = map.required(name);
    Table table = catalog.table(collection);
    RuleTarget target = RuleTarget.of(schema.policy(), rule, collection, table);
    List<RetentionGround> grounds =
        new ArrayList<>(new RetentionGrounds(schema, clocks).of(target));
    grounds.addAll(othersRecords(target));
    return new Eligibility(
        target, schema, clocks.days(), clocks.ofRequest(name, request), grounds, null, null);
  }

  /**
   * Whoever is only named in somebody else's row has a right to that name, not to the row. The
   * ground keeps what is not theirs; masks keep it by column, a deletion by the whole row.
   */
  private List<RetentionGround> othersRecords(RuleTarget target) {
    List<Field> fields = target.collection().fields();
    Set<String> theirs = new HashSet<>();
    Set<String> rest = new HashSet<>();
    fields.forEach(f -> (f.disclosure().otherPerson() ? theirs : rest).add(f.name()));
    if (theirs.isEmpty()) {
      return List.of();
    }
    boolean partly = target.action().masks();
    return List.of(
        new RetentionGround(
            OTHERS_RECORD,
            RetentionGround.Kind.HOLD,
            partly ? rest : Set.of(),
            (alias, style) ->
                Sql.of(
                    "exists (select 1 from oubli.request_match m where m.request = ?"
                        + " and m.collection = ? and m.row_key = "
                        + Keys.text(alias, target.table())
                        + " and m.found_by = any (string_to_array(?, ',')))",
                    request,
                    target.collection().name(),
                    String.join(",", theirs))));
  }

  /** Names of what may keep an enforcement's rows, in the order of {@link #leftovers}. */
  public List<String> grounds(Enforcement enforcement) {
    return eligibilityOf(enforcement).grounds().stream().map(RetentionGround::name).toList();
  }

  /** The column of {@link #leftovers} that counts what a ground keeps, by its place among them. */
  public static String keptBy(int ground) {
    return "kept_by_" + ground;
  }

  /**
   * One row: {@code due} counts the rows that still have something to end, {@code actionable} those
   * of them that nothing keeps, and a column for each retention ground the rows that it keeps.
   */
  public Sql leftovers(Enforcement enforcement) {
    Eligibility eligibility = eligibilityOf(enforcement);
    List<Sql> counts = new ArrayList<>();
    counts.add(Sql.of("count(*) as due"));
    counts.add(
        Sql.format(
            "count(*) filter (where {}) as actionable",
            eligibility.actionable("t", LookupStyle.PROBES)));
    List<RetentionGround> grounds = eligibility.grounds();
    for (int i = 0; i < grounds.size(); i++) {
      counts.add(
          Sql.format(
              "count(*) filter (where {}) as " + keptBy(i),
              grounds.get(i).bearsOn("t", LookupStyle.PROBES)));
    }
    return Sql.format(
        "select {} from {} where {}",
        Sql.list(counts),
        Sql.of(enforcement.rows() + " t"),
        eligibility.due("t", LookupStyle.PROBES));
  }

  private static Eligibility eligibilityOf(Enforcement enforcement) {
    return ((ActiveEnforcement) enforcement).eligibility();
  }

  /**
   * One row: {@code row_count} says how many rows of the request are still stored, {@code
   * latest_start} the latest day on which a rule's clock started for one of them.
   */
  public Sql latestStart(Rule rule, String name) {
    return latestStart(rule, name, Sql.TRUE);
  }

  /** {@link #latestStart(Rule, String)} for those rows of the request that no rule ends. */
  public Sql lastingStart(Rule rule, String name) {
    return latestStart(
        rule, name, Sql.all(ending.unended("t", name), ending.lastingPart(rule, "t", name)));
  }

  private Sql latestStart(Rule rule, String name, Sql rows) {
    return Sql.format(
        "select count(*) as row_count, max({}) as latest_start from {} where {} and {}",
        clocks.of(rule, name).day("t"),
        schema.from(name, "t"),
        requested("t", name),
        rows);
  }

  /** The last day on which a rule keeps what its clock started for by a date. */
  public LocalDate lastDay(Rule rule, LocalDate start) {
    return rule.starts().startingPoint(start, policy.fiscalYears()).plus(rule.keep().period());
  }
}
