package fr.oubli.decision;

import fr.oubli.decision.Explanation.Reasons;
import fr.oubli.decision.Explanation.Verdict;
import fr.oubli.decision.clock.ClockSql;
import fr.oubli.decision.keep.RetentionGround;
import fr.oubli.decision.statement.Eligibility;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rule;
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

/** Explains one row with the very conditions on which the purge acts. */
public final class Explainer {

  private static final String ROW = "t";

  private final Policy policy;
  private final Eligibilities eligibilities;
  private final JdbcTemplate jdbc;

  public Explainer(Policy policy, Eligibilities eligibilities, DataSource dataSource) {
    this.policy = policy;
    this.eligibilities = eligibilities;
    this.jdbc = new JdbcTemplate(dataSource);
  }

  /**
   * One explanation per rule that acts on the collection.
   *
   * @throws org.springframework.dao.EmptyResultDataAccessException where no row has the key
   */
  public List<Explanation> explain(String collection, String key) {
    List<Explanation> explanations = new ArrayList<>();
    for (Rule rule : policy.rules()) {
      if (rule.then().containsKey(collection)) {
        explanations.add(explain(eligibilities.of(rule, collection), key));
      }
    }
    return explanations;
  }

  /** Whose the row is, and whom it concerns beside; a line each. */
  public List<String> persons(String collection, String key) {
    return new TiedPersons(eligibilities.schema(), jdbc).of(collection, key);
  }

  private Explanation explain(Eligibility eligibility, String key) {
    Sql question = question(eligibility, key);
    return Objects.requireNonNull(
        jdbc.queryForObject(
            question.text(),
            (row, number) -> read(row, eligibility, key),
            question.values().toArray()));
  }

  private static Sql question(Eligibility eligibility, String key) {
    ClockSql clock = eligibility.clock();
    LookupStyle style = LookupStyle.PROBES;
    List<Sql> asked = new ArrayList<>();
    asked.add(Sql.format("{} as in_reach", eligibility.inReach(ROW, style)));
    asked.add(Sql.format("{} as pending", eligibility.pending().left(ROW)));
    asked.add(Sql.format("coalesce({}, false) as due", clock.due(ROW, style)));
    asked.add(
        Sql.format("coalesce({}, false) as suspect", clock.suspect(ROW, style, ClockSql.ANY)));
    asked.add(Sql.format("{} as day", clock.knownDay(ROW)));
    asked.add(
        Sql.format(
            "coalesce({}, false) as held",
            eligibility.kept(RetentionGround.Kind.HOLD, ROW, style)));
    asked.add(Sql.format("{} as culprit", clock.culprit(ROW)));
    asked.addAll(new OutsideRule(eligibility).asked(ROW));
    asked.add(Sql.format("{} as not_ended", clock.notEnded(ROW)));
    asked.add(Sql.format("{} as waits_for", clock.waitsFor(ROW)));
    for (int i = 0; i < eligibility.grounds().size(); i++) {
      asked.add(Sql.format("{} as " + column(i), eligibility.grounds().get(i).bearsOn(ROW, style)));
    }
    return Sql.format(
        "select {} from {} where {} = {}",
        Sql.list(asked),
        eligibility.from(ROW),
        Sql.of(Keys.text(ROW, eligibility.target().table())),
        Sql.of("?", key));
  }

  /** The column that tells whether the ground of a number bears on the row. */
  private static String column(int ground) {
    return "ground" + ground;
  }

  private Explanation read(ResultSet row, Eligibility eligibility, String key) throws SQLException {
    Rule rule = eligibility.target().rule();
    LocalDate day = row.getObject("day", LocalDate.class);
    LocalDate anchor = day == null ? null : rule.starts().startingPoint(day, policy.fiscalYears());
    List<RetentionGround> bearing = bearing(row, eligibility.grounds());
    Verdict verdict = verdict(row, anchor, bearing, eligibility);
    boolean goesOn = verdict == Verdict.NOT_ENDED;
    boolean told = !goesOn && !row.getBoolean("suspect");
    return new Explanation(
        rule.name(),
        eligibility.target().action().word(),
        goesOn ? null : anchor,
        anchor == null || !told ? null : end(rule, anchor).plusDays(1),
        verdict,
        new Reasons(
            bearing.stream().map(Explainer::described).toList(),
            verdict == Verdict.QUARANTINED ? row.getString("culprit") : null,
            outside(row, verdict, eligibility),
            goesOn ? row.getString("not_ended") : null,
            verdict == Verdict.DUE ? referrers(eligibility, key) : Map.of()),
        rule.silent() ? "policy silent" : rule.cites().english());
  }

  /** Why the rule does not take the row, where it is not that no clock of its runs. */
  private static @Nullable String outside(ResultSet row, Verdict verdict, Eligibility eligibility)
      throws SQLException {
    if (!row.getBoolean("in_reach")) {
      return new OutsideRule(eligibility).told(row);
    }
    String shared = row.getString("waits_for");
    return verdict == Verdict.OUT_OF_REACH && shared != null
        ? shared + " shares the row, and their clock has not started"
        : null;
  }

  private static List<RetentionGround> bearing(ResultSet row, List<RetentionGround> grounds)
      throws SQLException {
    List<RetentionGround> bearing = new ArrayList<>();
    for (int i = 0; i < grounds.size(); i++) {
      if (row.getBoolean(column(i))) {
        bearing.add(grounds.get(i));
      }
    }
    return bearing;
  }

  private Map<Keeping, Long> referrers(Eligibility eligibility, String key) {
    Referrers referrers =
        eligibilities.referrers(
            eligibility.target().rule(), eligibility.target().collection().name());
    return NonZeroCounts.any(jdbc, referrers.keeping(key));
  }

  private static Verdict verdict(
      ResultSet row,
      @Nullable LocalDate anchor,
      List<RetentionGround> bearing,
      Eligibility eligibility)
      throws SQLException {
    if (!row.getBoolean("in_reach")) {
      return Verdict.OUT_OF_REACH;
    }
    if (!row.getBoolean("pending")) {
      return Verdict.DONE;
    }
    if (row.getBoolean("suspect")) {
      return Verdict.QUARANTINED;
    }
    if (row.getString("not_ended") != null) {
      return Verdict.NOT_ENDED;
    }
    if (!row.getBoolean("due")) {
      LocalDate asOf = eligibility.days().asOf();
      boolean runs = anchor != null && !asOf.isAfter(end(eligibility.target().rule(), anchor));
      return runs ? Verdict.NOT_DUE : Verdict.OUT_OF_REACH;
    }
    boolean whole = bearing.stream().anyMatch(RetentionGround::whole);
    return row.getBoolean("held") || whole ? Verdict.KEPT : Verdict.DUE;
  }

  private static LocalDate end(Rule rule, LocalDate anchor) {
    return anchor.plus(rule.keep().period());
  }

  private static String described(RetentionGround ground) {
    return ground.whole()
        ? ground.name()
        : ground.name()
            + " ("
            + String.join(", ", ground.columns().stream().sorted().toList())
            + ")";
  }
}
