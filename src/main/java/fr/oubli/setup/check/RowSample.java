package fr.oubli.setup.check;

import fr.oubli.decision.Enforcement;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rule;
import fr.oubli.platform.console.TextTable;
import fr.oubli.purge.plan.RowsTold;
import fr.oubli.purge.plan.StartedRows;
import fr.oubli.purge.plan.StartedRows.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Some of the rows that would go, of each rule and in turn of each of its collections, for a person
 * to look at. The same rows on the same day give the same ones.
 */
final class RowSample implements RowsTold {

  private static final int ROWS_A_RULE = 10;

  private final Policy policy;
  private final Map<String, Map<String, List<Row>>> byRule = new TreeMap<>();

  RowSample(Policy policy) {
    this.policy = policy;
  }

  @Override
  public void rows(Enforcement enforcement, JdbcTemplate jdbc) {
    List<Row> sample = new StartedRows(policy, enforcement).sample(jdbc, ROWS_A_RULE);
    synchronized (byRule) {
      byRule
          .computeIfAbsent(enforcement.rule().name(), rule -> new TreeMap<>())
          .put(enforcement.collection(), sample);
    }
  }

  /** Empty where no row would go. */
  Optional<CheckSection> section() {
    TextTable table =
        new TextTable("rule", "collection", "key", "clock started", "due on", "action");
    boolean any = false;
    for (Rule rule : policy.rules()) {
      for (Row row : ofRule(byRule.getOrDefault(rule.name(), Map.of()).values())) {
        table.row(row.cells().stream().map(String::valueOf).toArray());
        any = true;
      }
    }
    return any
        ? Optional.of(
            new CheckSection(
                "Rows that would go, ten of each rule (all of them: nightly-purge --dry-run --list"
                    + " FILE)",
                CheckSection.indented(table)))
        : Optional.empty();
  }

  /** One of each collection, then a second one of each, until they are enough. */
  private static List<Row> ofRule(Collection<List<Row>> samples) {
    List<Row> rows = new ArrayList<>();
    for (int turn = 0; turn < ROWS_A_RULE; turn++) {
      for (List<Row> sample : samples) {
        if (turn < sample.size() && rows.size() < ROWS_A_RULE) {
          rows.add(sample.get(turn));
        }
      }
    }
    return rows;
  }
}
