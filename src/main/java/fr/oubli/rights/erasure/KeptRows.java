package fr.oubli.rights.erasure;

import fr.oubli.decision.Enforcement;
import fr.oubli.decision.RequestDecisions;
import fr.oubli.model.policy.HoldRule;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rule;
import fr.oubli.rights.reply.CategoryOutcome;
import fr.oubli.rights.reply.CategoryOutcome.Kind;
import fr.oubli.rights.reply.Grounds;
import fr.oubli.schema.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The rows of a request that are still in the active base, and what keeps them. */
record KeptRows(JdbcTemplate jdbc, Policy policy, RequestDecisions decisions) {

  /**
   * What remains of one category for one reason.
   *
   * @param waits whether the reason will end, and the rows go then
   */
  record Remainder(CategoryOutcome outcome, boolean waits) {}

  /** How many of a rule's rows are still there for a reason, and until when. */
  private record Remaining(long rows, @Nullable LocalDate latestStart) {}

  private static final String READERS = "le service qui en a besoin";

  /** Rows that a rule should have ended: those that something keeps, then those that were left. */
  List<Remainder> of(Enforcement enforcement) {
    Sql sql = decisions.leftovers(enforcement);
    List<Remainder> remainders = new ArrayList<>();
    jdbc.query(
        sql.text(),
        row -> {
          remainders.addAll(kept(enforcement, row));
          long left = row.getLong("actionable");
          if (left > 0) {
            CategoryOutcome outcome = CategoryOutcome.of(enforcement.collection(), Kind.LEFT, left);
            remainders.add(new Remainder(outcome, false));
          }
        },
        sql.values().toArray());
    return remainders;
  }

  private List<Remainder> kept(Enforcement enforcement, ResultSet row) throws SQLException {
    List<Remainder> kept = new ArrayList<>();
    List<String> grounds = decisions.grounds(enforcement);
    for (int i = 0; i < grounds.size(); i++) {
      long rows = row.getLong(RequestDecisions.keptBy(i));
      if (rows > 0) {
        kept.add(kept(enforcement.collection(), grounds.get(i), rows));
      }
    }
    return kept;
  }

  private Remainder kept(String collection, String ground, long rows) {
    Optional<String> registered = Grounds.registered(ground);
    if (registered.isPresent()) {
      boolean waits = !ground.equals(RequestDecisions.OTHERS_RECORD);
      return new Remainder(kept(collection, rows, registered.get(), null), waits);
    }
    Optional<HoldRule> hold =
        policy.holds().stream().filter(each -> each.name().equals(ground)).findFirst();
    if (hold.isPresent()) {
      return new Remainder(kept(collection, rows, hold.get().basis(), null), true);
    }
    Rule rule = EndedRows.rule(policy, ground);
    LocalDate start = remaining(decisions.latestStart(rule, collection)).latestStart();
    return new Remainder(kept(collection, rows, rule, start), true);
  }

  /**
   * Rows whose rule has a basis that outlives the request, and keeps them until its own clock has
   * run out.
   */
  List<Remainder> byLastingRule(String collection) {
    List<Rule> rules = decisions.lastingRules(collection);
    if (rules.isEmpty()) {
      return List.of();
    }
    List<Remainder> remainders = new ArrayList<>();
    for (Rule rule : rules) {
      if (rule.written().equals(rules.get(0).written())) {
        Remaining remaining = remaining(decisions.lastingStart(rule, collection));
        if (remaining.rows() > 0) {
          remainders.add(
              new Remainder(
                  kept(collection, remaining.rows(), rule, remaining.latestStart()), false));
        }
      }
    }
    return remainders;
  }

  private Remaining remaining(Sql sql) {
    return Objects.requireNonNull(
        jdbc.queryForObject(
            sql.text(),
            (row, number) ->
                new Remaining(
                    row.getLong("row_count"), row.getObject("latest_start", LocalDate.class)),
            sql.values().toArray()));
  }

  private CategoryOutcome kept(String collection, long rows, Rule rule, @Nullable LocalDate start) {
    LocalDate until = start == null ? null : decisions.lastDay(rule, start);
    return kept(collection, rows, rule.basis(), until);
  }

  private static CategoryOutcome kept(
      String collection, long rows, String basis, @Nullable LocalDate until) {
    return new CategoryOutcome(collection, Kind.KEPT, rows, basis, until, READERS);
  }
}
