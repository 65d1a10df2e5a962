package fr.oubli.decision;

import fr.oubli.decision.Explanation.Reasons;
import fr.oubli.decision.Explanation.Verdict;
import fr.oubli.decision.clock.ClockSql;
import fr.oubli.decision.keep.RetentionGround;
import fr.oubli.decision.statement.Eligibility;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.RefusalClock;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a row to say what one rule decides of it, by the very conditions on which the
 * purge acts, and how the answer is read.
 *
 * @param ever the same on a day so late that every period is over: it tells whether the rule would
 *     take the row at all, as things are; null where nothing but time keeps a rule from that
 * @param why whether it is told which rows and values the answer comes from, which costs more
 */
record RowQuestion(
    Policy policy, Eligibility eligibility, @Nullable Eligibility ever, boolean why) {

  /** The columns of the question, each under a name of its own. */
  List<Sql> asked(String row) {
    ClockSql clock = eligibility.clock();
    LookupStyle style = LookupStyle.PROBES;
    List<Sql> asked = new ArrayList<>();
    asked.add(Sql.format("{} as in_reach", eligibility.inReach(row, style)));
    asked.add(Sql.format("{} as pending", eligibility.pending().left(row)));
    asked.add(Sql.format("coalesce({}, false) as due", clock.due(row, style)));
    asked.add(
        Sql.format("coalesce({}, false) as suspect", clock.suspect(row, style, ClockSql.ANY)));
    asked.add(
        Sql.format(
            "{} as ever",
            ever == null
                ? Sql.TRUE
                : Sql.format("coalesce({}, false)", ever.clock().due(row, style))));
    asked.add(Sql.format("{} as day", clock.knownDay(row)));
    asked.add(
        Sql.format(
            "coalesce({}, false) as held",
            eligibility.kept(RetentionGround.Kind.HOLD, row, style)));
    if (why) {
      asked.add(Sql.format("{} as culprit", clock.culprit(row)));
      asked.addAll(new OutsideRule(eligibility).asked(row));
      asked.add(Sql.format("{} as waits_for", clock.waitsFor(row)));
    }
    asked.add(Sql.format("{} as not_ended", clock.notEnded(row)));
    for (int i = 0; i < eligibility.grounds().size(); i++) {
      asked.add(Sql.format("{} as " + column(i), eligibility.grounds().get(i).bearsOn(row, style)));
    }
    return asked;
  }

  /** The column that tells whether the ground of a number bears on the row. */
  private static String column(int ground) {
    return "ground" + ground;
  }

  /**
   * What the rule decides of the row that was asked for.
   *
   * @param referrers how many rows keep it where it is due
   */
  Explanation read(ResultSet row, Referring referrers) throws SQLException {
    Rule rule = eligibility.target().rule();
    LocalDate day = row.getObject("day", LocalDate.class);
    LocalDate anchor = day == null ? null : rule.starts().startingPoint(day, policy.fiscalYears());
    List<RetentionGround> bearing = bearing(row, eligibility.grounds());
    Verdict verdict = verdict(row, anchor, bearing);
    boolean goesOn = verdict == Verdict.NOT_ENDED;
    boolean told = !goesOn && !row.getBoolean("suspect");
    return new Explanation(
        rule.name(),
        eligibility.target().action().word(),
        goesOn ? null : anchor,
        anchor == null || !told ? null : end(rule, anchor).plusDays(1),
        verdict,
        new Reasons(
            bearing.stream().map(RowQuestion::described).toList(),
            why && verdict == Verdict.QUARANTINED ? row.getString("culprit") : null,
            why ? outside(row, verdict) : null,
            goesOn ? row.getString("not_ended") : null,
            verdict == Verdict.DUE ? referrers.count() : Map.of()),
        row.getBoolean("in_reach") ? remark(rule) : source(rule));
  }

  /** Counts the rows that keep a due one; asked only where one is due. */
  @FunctionalInterface
  interface Referring {
    Map<Keeping, Long> count() throws SQLException;
  }

  /** Names of the grounds that keep the whole row that was asked for. */
  List<String> keeping(ResultSet row) throws SQLException {
    return bearing(row, eligibility.grounds()).stream()
        .filter(RetentionGround::whole)
        .map(RetentionGround::name)
        .toList();
  }

  /** Names of the grounds that keep it, or the columns of it that they need. */
  List<String> bearing(ResultSet row) throws SQLException {
    return bearing(row, eligibility.grounds()).stream().map(RetentionGround::name).toList();
  }

  /** Where the policy promises it, and which of several periods the row has. */
  private static String remark(Rule rule) {
    return rule.keep()
        .read()
        .map(read -> "%s (%s, as %s)".formatted(source(rule), read.period(), read.why()))
        .orElse(source(rule));
  }

  private static String source(Rule rule) {
    return rule.silent() ? "policy silent" : rule.cites().english();
  }

  /** Why the rule does not take the row, where it is not that no clock of its runs. */
  private @Nullable String outside(ResultSet row, Verdict verdict) throws SQLException {
    if (!row.getBoolean("in_reach")) {
      return new OutsideRule(eligibility).told(row);
    }
    Optional<RefusalClock> refusal = eligibility.target().rule().starts().refusal();
    if (verdict == Verdict.OUT_OF_REACH && refusal.isPresent()) {
      return "no choice of " + refusal.get().choices() + " refuses it";
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

  private Verdict verdict(ResultSet row, @Nullable LocalDate anchor, List<RetentionGround> bearing)
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
      boolean runs =
          anchor != null
              && row.getBoolean("ever")
              && !asOf.isAfter(end(eligibility.target().rule(), anchor));
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
