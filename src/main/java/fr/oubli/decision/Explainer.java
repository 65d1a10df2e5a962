package fr.oubli.decision;

import fr.oubli.catalog.SqlName;
import fr.oubli.catalog.Table;
import fr.oubli.decision.Explanation.Verdict;
import fr.oubli.policy.Clock;
import fr.oubli.policy.Policy;
import fr.oubli.policy.Rule;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Explains a row with the very conditions that the purge acts on. */
public final class Explainer {

  private final Policy policy;
  private final Decisions decisions;
  private final JdbcTemplate jdbc;

  public Explainer(Policy policy, Decisions decisions, DataSource dataSource) {
    this.policy = policy;
    this.decisions = decisions;
    this.jdbc = new JdbcTemplate(dataSource);
  }

  /** One explanation per rule that acts on the collection. */
  public List<Explanation> explain(String collection, String key) {
    List<Explanation> explanations = new ArrayList<>();
    for (Rule rule : policy.rules()) {
      if (rule.then().containsKey(collection)) {
        explanations.add(explain(decisions.of(rule, collection), key));
      }
    }
    return explanations;
  }

  private Explanation explain(Decision decision, String key) {
    Table table = decision.task().table();
    List<Keeper> keepers = decision.keepers();
    List<Sql> asked = new ArrayList<>();
    asked.add(decision.inReach("t"));
    asked.add(decision.todo().left("t"));
    asked.add(Sql.format("coalesce({}, false)", decision.anchor().due("t", Look.PROBES)));
    asked.add(
        Sql.format("coalesce({}, false)", decision.anchor().suspect("t", Look.PROBES, Anchor.ANY)));
    asked.add(decision.anchor().knownDay("t"));
    asked.add(Sql.format("coalesce({}, false)", decision.kept(Keeper.Kind.HOLD, "t", Look.PROBES)));
    asked.add(decision.anchor().culprit("t"));
    keepers.forEach(keeper -> asked.add(keeper.bearsOn("t", Look.PROBES)));
    Sql sql =
        Sql.format(
            "select {} from {} where {} = {}",
            Sql.list(asked),
            Sql.of(SqlName.rowsOf(table) + " t"),
            Sql.of(Keys.text("t", table)),
            Sql.of("?", key));
    return Objects.requireNonNull(
        jdbc.queryForObject(
            sql.text(), (row, number) -> read(row, decision, key), sql.values().toArray()));
  }

  private Explanation read(ResultSet row, Decision decision, String key) throws SQLException {
    Rule rule = decision.task().rule();
    LocalDate day = row.getObject(5, LocalDate.class);
    LocalDate anchor = day == null ? null : clockDay(rule, day);
    List<String> keptBy = new ArrayList<>();
    for (int i = 0; i < decision.keepers().size(); i++) {
      if (row.getBoolean(8 + i)) {
        keptBy.add(described(decision.keepers().get(i)));
      }
    }
    boolean suspect = row.getBoolean(4);
    Verdict verdict = verdict(row, anchor, suspect, keptBy, decision);
    return new Explanation(
        rule.name(),
        decision.task().action().word(),
        anchor,
        anchor == null || suspect ? null : end(decision, anchor).plusDays(1),
        verdict,
        keptBy,
        verdict == Verdict.QUARANTINED ? row.getString(7) : null,
        verdict == Verdict.DUE ? referrers(decision, key) : Map.of(),
        rule.silent() ? "policy silent" : rule.cites().english());
  }

  private Map<String, Long> referrers(Decision decision, String key) {
    Referrers referrers =
        decisions.referrers(decision.task().rule(), decision.task().collection().name());
    return RowCounts.any(jdbc, referrers.keeping(key));
  }

  private static Verdict verdict(
      ResultSet row,
      @Nullable LocalDate anchor,
      boolean suspect,
      List<String> keptBy,
      Decision decision)
      throws SQLException {
    if (!row.getBoolean(1)) {
      return Verdict.OUT_OF_REACH;
    }
    if (!row.getBoolean(2)) {
      return Verdict.DONE;
    }
    if (suspect) {
      return Verdict.QUARANTINED;
    }
    if (!row.getBoolean(3)) {
      boolean over = anchor != null && decision.days().asOf().isAfter(end(decision, anchor));
      return anchor == null || over ? Verdict.OUT_OF_REACH : Verdict.NOT_DUE;
    }
    boolean whole =
        decision.keepers().stream()
            .filter(Keeper::whole)
            .anyMatch(keeper -> keptBy.contains(described(keeper)));
    return row.getBoolean(6) || whole ? Verdict.KEPT : Verdict.DUE;
  }

  private static LocalDate end(Decision decision, LocalDate anchor) {
    return anchor.plus(decision.task().rule().keep().period());
  }

  private static String described(Keeper keeper) {
    return keeper.whole()
        ? keeper.name()
        : keeper.name()
            + " ("
            + String.join(", ", keeper.columns().stream().sorted().toList())
            + ")";
  }

  private LocalDate clockDay(Rule rule, LocalDate day) {
    return rule.starts() instanceof Clock.FiscalYearEnd
        ? Objects.requireNonNull(policy.fiscalYears()).closeOf(day)
        : day;
  }
}
