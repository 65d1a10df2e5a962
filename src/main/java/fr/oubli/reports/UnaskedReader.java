package fr.oubli.reports;

import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rule;
import fr.oubli.model.policy.SubjectRule;
import fr.oubli.reports.RunFacts.Line;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Of how many rows that a run ended nobody had been asked, although the policy says that people
 * are.
 */
record UnaskedReader(DataSource dataSource, Policy policy) {

  /** By the rule's name in the policy; without an entry where the policy asks nobody. */
  Map<String, Long> of(RunFacts run) {
    Map<String, Long> unasked = new LinkedHashMap<>();
    for (Line line : run.lines()) {
      policy
          .rule(line.rule())
          .filter(rule -> asks(rule, line.collection()))
          .ifPresent(rule -> unasked.merge(rule.name(), count(run.id(), line), Long::sum));
    }
    return unasked;
  }

  /** Of a rule that ends accounts, one row a person is counted. */
  private boolean asks(Rule rule, String collection) {
    SubjectRule subject = policy.subject();
    return rule.announced().isPresent()
        && rule.then().containsKey(collection)
        && (subject == null
            || !rule.then().containsKey(subject.collection())
            || collection.equals(subject.collection()));
  }

  private long count(long run, Line line) {
    return line.counts().done() == 0
        ? 0
        : JdbcClient.create(dataSource)
            .sql(
                "select row_count from oubli.unasked where run = ? and rule = ? and collection = ?")
            .params(run, line.rule(), line.collection())
            .query(Long.class)
            .optional()
            .orElse(0L);
  }
}
