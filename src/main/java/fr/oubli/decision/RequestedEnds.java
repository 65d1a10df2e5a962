package fr.oubli.decision;

import fr.oubli.decision.Explanation.Verdict;
import fr.oubli.decision.clock.RuleTarget;
import fr.oubli.decision.statement.Eligibility;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Action;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rule;
import fr.oubli.model.policy.SubjectRule;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * When the rows end that were found for requests: what every rule decides of them, by the question
 * that explains one row, asked once for the rows of all the requests.
 */
public final class RequestedEnds {

  /** Of how many rows of a collection each request is told; the clocks of more cost too much. */
  public static final int MOST_ROWS = 1000;

  /** Before the name of a collection, where the rows are in the intermediate archive. */
  private static final String ARCHIVE = "archive.";

  /**
   * What a rule decides alike of some rows of a request.
   *
   * @param collection of the rows; with {@code archive.} before it where they are archived
   * @param keptBy names of what keeps the rows, whatever the day
   */
  public record End(
      String collection, Rule rule, Verdict verdict, List<String> keptBy, LastDays days) {

    public End {
      keptBy = List.copyOf(keptBy);
    }

    /** The collection as the map has it, whether the rows are archived or not. */
    public String active() {
      return archived() ? collection.substring(ARCHIVE.length()) : collection;
    }

    public boolean archived() {
      return collection.startsWith(ARCHIVE);
    }

    /** What is done with the rows in the end. */
    public Action action() {
      return rule.action(active()).orElseThrow();
    }
  }

  /**
   * The last days on which rows are kept.
   *
   * @param rows how many there are
   * @param first the earliest of these days; null where none is known
   * @param last the latest of them
   */
  public record LastDays(long rows, @Nullable LocalDate first, @Nullable LocalDate last) {

    private static final LastDays NONE = new LastDays(0, null, null);

    private LastDays with(long more, @Nullable LocalDate from, @Nullable LocalDate to) {
      return new LastDays(
          rows + more,
          first == null || (from != null && from.isBefore(first)) ? from : first,
          last == null || (to != null && to.isAfter(last)) ? to : last);
    }
  }

  /** What is decided alike. */
  private record Alike(String collection, String rule, Verdict verdict, List<String> keptBy) {}

  private final JdbcTemplate jdbc;
  private final Policy policy;
  private final Eligibilities eligibilities;
  private final LocalDate asOf;
  private final Map<Long, Map<Alike, LastDays>> found = new LinkedHashMap<>();

  /**
   * @param policy with the periods that stand in the data
   */
  public RequestedEnds(
      JdbcTemplate jdbc, Policy policy, DataMap map, Catalog catalog, LocalDate asOf) {
    this.jdbc = jdbc;
    this.policy = policy;
    this.asOf = asOf;
    this.eligibilities = new Eligibilities(policy, map, catalog, asOf);
  }

  /**
   * By request, what the rules that bear on its rows decide of them, in the order of the policy.
   *
   * @param collections of which rows were found for one of them
   */
  public Map<Long, List<End>> of(Collection<Long> requests, Set<String> collections) {
    Long[] people = requests.toArray(Long[]::new);
    for (Rule rule : policy.rules()) {
      rule.then().keySet().stream()
          .filter(collections::contains)
          .forEach(name -> active(eligibilities.of(rule, name), people));
    }
    SubjectRule subject = policy.subject();
    if (subject != null) {
      archived(subject, people);
    }
    Map<Long, List<End>> ends = new LinkedHashMap<>();
    found.forEach((request, alike) -> ends.put(request, ends(alike)));
    return ends;
  }

  private List<End> ends(Map<Alike, LastDays> found) {
    List<End> ends = new ArrayList<>();
    found.forEach(
        (alike, days) ->
            policy
                .rule(alike.rule())
                .ifPresent(
                    rule ->
                        ends.add(
                            new End(
                                alike.collection(), rule, alike.verdict(), alike.keptBy(), days))));
    return ends;
  }

  private void active(Eligibility eligibility, Long[] people) {
    RuleTarget target = eligibility.target();
    Table table = target.table();
    boolean simple = table.primaryKey().size() == 1;
    RowQuestion question = new RowQuestion(policy, eligibility, eligibilities.ever(target), false);
    Sql sql =
        Sql.format(
            "select m.request, {} from {} join (select request, row_key,"
                + " row_number() over (partition by request order by row_key) as nth"
                + " from oubli.request_match where request = any({}) and collection = {}"
                + " and state = 'confirmed') m on m.row_key{} = {} where m.nth <= {}",
            Sql.list(question.asked("t")),
            eligibility.from("t"),
            Sql.of("?", (Object) people),
            Sql.of("?", target.collection().name()),
            Sql.of(simple ? "::" + table.column(table.primaryKey().get(0)).type() : ""),
            Sql.of(simple ? Keys.value("t", table) : Keys.text("t", table)),
            Sql.of("?", MOST_ROWS));
    RowCallbackHandler each = row -> note(row, question, target.collection().name());
    jdbc.query(sql.text(), each, sql.values().toArray());
  }

  private void note(ResultSet row, RowQuestion question, String collection) throws SQLException {
    Explanation one = question.read(row, Map::of);
    if (one.verdict() == Verdict.OUT_OF_REACH || one.verdict() == Verdict.DONE) {
      return;
    }
    LocalDate last = one.dueOn() == null ? null : one.dueOn().minusDays(1);
    add(
        row.getLong("request"),
        new Alike(
            collection,
            one.rule(),
            one.verdict(),
            one.verdict() == Verdict.KEPT ? question.bearing(row) : question.keeping(row)),
        LastDays.NONE.with(1, last, last));
  }

  private void add(long request, Alike alike, LastDays days) {
    found
        .computeIfAbsent(request, any -> new LinkedHashMap<>())
        .merge(alike, days, (one, other) -> one.with(other.rows(), other.first(), other.last()));
  }

  /** The rows whose person is of the requests, by the rule that ends their archive. */
  private void archived(SubjectRule subject, Long[] people) {
    for (Enforcement each : eligibilities.enforcements(null)) {
      if (each instanceof ArchiveEnforcement archive) {
        Sql sql =
            Sql.format(
                "select m.request, {} as held, {} as restricted, count(*) as rows,"
                    + " min(t.anchor) as first, max(t.anchor) as last"
                    + " from oubli.archive t join oubli.request_match m on m.row_key = t.subject_key"
                    + " where t.collection = {} and t.governed_by = {} and m.request = any({})"
                    + " and m.collection = {} and m.state = 'confirmed' group by 1, 2, 3",
                archive.held("hold"),
                archive.held("restriction"),
                Sql.of("?", archive.archived()),
                Sql.of("?", archive.rule().name()),
                Sql.of("?", (Object) people),
                Sql.of("?", subject.collection()));
        RowCallbackHandler group = row -> noteArchived(row, archive);
        jdbc.query(sql.text(), group, sql.values().toArray());
      }
    }
  }

  private void noteArchived(ResultSet row, ArchiveEnforcement archive) throws SQLException {
    LocalDate first = last(archive.rule(), row.getObject("first", LocalDate.class));
    LocalDate last = last(archive.rule(), row.getObject("last", LocalDate.class));
    List<String> keptBy = new ArrayList<>();
    if (row.getBoolean("held")) {
      keptBy.add("hold");
    }
    if (row.getBoolean("restricted")) {
      keptBy.add("restriction");
    }
    boolean over = asOf.isAfter(last);
    add(
        row.getLong("request"),
        new Alike(
            ARCHIVE + archive.archived(),
            archive.rule().name(),
            over ? (keptBy.isEmpty() ? Verdict.DUE : Verdict.KEPT) : Verdict.NOT_DUE,
            keptBy),
        LastDays.NONE.with(row.getLong("rows"), first, last));
  }

  /** The last day on which a rule keeps what its clock started for by a date. */
  private LocalDate last(Rule rule, LocalDate anchor) {
    return rule.starts().startingPoint(anchor, policy.fiscalYears()).plus(rule.keep().period());
  }
}
