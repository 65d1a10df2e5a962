package fr.oubli.decision;

import fr.oubli.decision.Explanation.Verdict;
import fr.oubli.decision.clock.ClockSql;
import fr.oubli.decision.keep.RetentionGround;
import fr.oubli.decision.statement.Eligibility;
import fr.oubli.model.policy.Clock;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.Sql;
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
  private final Eligibilities eligibilities;
  private final JdbcTemplate jdbc;

  public Explainer(Policy policy, Eligibilities eligibilities, DataSource dataSource) {
    this.policy = policy;
    this.eligibilities = eligibilities;
    this.jdbc = new JdbcTemplate(dataSource);
  }

  /** One explanation per rule that acts on the collection. */
  public List<Explanation> explain(String collection, String key) {
    List<Explanation> explanations = new ArrayList<>();
    for (Rule rule : policy.rules()) {
      if (rule.then().containsKey(collection)) {
        explanations.add(explain(eligibilities.of(rule, collection), key));
      }
    }
    return explanations;
  }

  private Explanation explain(Eligibility eligibility, String key) {
    Table table = eligibility.target().table();
    List<RetentionGround> grounds = eligibility.grounds();
    List<Sql> asked = new ArrayList<>();
    asked.add(eligibility.inReach("t"));
    asked.add(eligibility.pending().left("t"));
    asked.add(Sql.format("coalesce({}, false)", eligibility.anchor().due("t", LookupStyle.PROBES)));
    asked.add(
        Sql.format(
            "coalesce({}, false)",
            eligibility.anchor().suspect("t", LookupStyle.PROBES, ClockSql.ANY)));
    asked.add(eligibility.anchor().knownDay("t"));
    asked.add(
        Sql.format(
            "coalesce({}, false)",
            eligibility.kept(RetentionGround.Kind.HOLD, "t", LookupStyle.PROBES)));
    asked.add(eligibility.anchor().culprit("t"));
    grounds.forEach(ground -> asked.add(ground.bearsOn("t", LookupStyle.PROBES)));
    Sql sql =
        Sql.format(
            "select {} from {} where {} = {}",
            Sql.list(asked),
            Sql.of(SqlName.rowsOf(table) + " t"),
            Sql.of(Keys.text("t", table)),
            Sql.of("?", key));
    return Objects.requireNonNull(
        jdbc.queryForObject(
            sql.text(), (row, number) -> read(row, eligibility, key), sql.values().toArray()));
  }

  private Explanation read(ResultSet row, Eligibility eligibility, String key) throws SQLException {
    Rule rule = eligibility.target().rule();
    LocalDate day = row.getObject(5, LocalDate.class);
    LocalDate anchor = day == null ? null : clockDay(rule, day);
    List<String> keptBy = new ArrayList<>();
    for (int i = 0; i < eligibility.grounds().size(); i++) {
      if (row.getBoolean(8 + i)) {
        keptBy.add(described(eligibility.grounds().get(i)));
      }
    }
    boolean suspect = row.getBoolean(4);
    Verdict verdict = verdict(row, anchor, suspect, keptBy, eligibility);
    return new Explanation(
        rule.name(),
        eligibility.target().action().word(),
        anchor,
        anchor == null || suspect ? null : end(eligibility, anchor).plusDays(1),
        verdict,
        keptBy,
        verdict == Verdict.QUARANTINED ? row.getString(7) : null,
        verdict == Verdict.DUE ? referrers(eligibility, key) : Map.of(),
        rule.silent() ? "policy silent" : rule.cites().english());
  }

  private Map<String, Long> referrers(Eligibility eligibility, String key) {
    Referrers referrers =
        eligibilities.referrers(
            eligibility.target().rule(), eligibility.target().collection().name());
    return RowCounts.any(jdbc, referrers.keeping(key));
  }

  private static Verdict verdict(
      ResultSet row,
      @Nullable LocalDate anchor,
      boolean suspect,
      List<String> keptBy,
      Eligibility eligibility)
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
      boolean over = anchor != null && eligibility.days().asOf().isAfter(end(eligibility, anchor));
      return anchor == null || over ? Verdict.OUT_OF_REACH : Verdict.NOT_DUE;
    }
    boolean whole =
        eligibility.grounds().stream()
            .filter(RetentionGround::whole)
            .anyMatch(ground -> keptBy.contains(described(ground)));
    return row.getBoolean(6) || whole ? Verdict.KEPT : Verdict.DUE;
  }

  private static LocalDate end(Eligibility eligibility, LocalDate anchor) {
    return anchor.plus(eligibility.target().rule().keep().period());
  }

  private static String described(RetentionGround ground) {
    return ground.whole()
        ? ground.name()
        : ground.name()
            + " ("
            + String.join(", ", ground.columns().stream().sorted().toList())
            + ")";
  }

  private LocalDate clockDay(Rule rule, LocalDate day) {
    return rule.starts() instanceof Clock.FiscalYearEnd
        ? Objects.requireNonNull(policy.fiscalYears()).closeOf(day)
        : day;
  }
}
