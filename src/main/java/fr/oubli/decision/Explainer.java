package fr.oubli.decision;

import fr.oubli.decision.Explanation.Verdict;
import fr.oubli.decision.statement.Eligibility;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
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
    return ofItsPeriod(explanations);
  }

  /**
   * Of the rules that were made of one for its periods, the row has at most one: that one is told,
   * or, where no value says its period, the first of them.
   */
  private List<Explanation> ofItsPeriod(List<Explanation> all) {
    Map<String, Explanation> told = new LinkedHashMap<>();
    for (Explanation each : all) {
      String written = policy.rule(each.rule()).map(Rule::written).orElse(each.rule());
      if (each.verdict() != Verdict.OUT_OF_REACH || each.outside() == null) {
        told.put(written, each);
      } else {
        told.putIfAbsent(written, each);
      }
    }
    return List.copyOf(told.values());
  }

  /** Whose the row is, and whom it concerns beside; a line each. */
  public List<String> persons(String collection, String key) {
    return new TiedPersons(eligibilities.schema(), jdbc).of(collection, key);
  }

  private Explanation explain(Eligibility eligibility, String key) {
    RowQuestion question =
        new RowQuestion(policy, eligibility, eligibilities.ever(eligibility.target()), true);
    Sql sql =
        Sql.format(
            "select {} from {} where {} = {}",
            Sql.list(question.asked(ROW)),
            eligibility.from(ROW),
            Sql.of(Keys.text(ROW, eligibility.target().table())),
            Sql.of("?", key));
    return Objects.requireNonNull(
        jdbc.queryForObject(
            sql.text(),
            (row, number) -> question.read(row, () -> referrers(eligibility, key)),
            sql.values().toArray()));
  }

  private Map<Keeping, Long> referrers(Eligibility eligibility, String key) {
    Referrers referrers =
        eligibilities.referrers(
            eligibility.target().rule(), eligibility.target().collection().name());
    return NonZeroCounts.any(jdbc, referrers.keeping(key));
  }
}
