package fr.oubli.purge;

import fr.oubli.decision.Enforcement;
import fr.oubli.decision.SessionTables;
import fr.oubli.purge.EnforcementStatements.Titled;
import fr.oubli.purge.ExplainAnswers.Statement;
import fr.oubli.schema.sql.Sql;
import fr.oubli.schema.sql.SqlLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The statements of a rule with their values, and how PostgreSQL would do them. What changes rows
 * is planned and never run.
 */
final class StatementPrinter {

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;

  StatementPrinter(DataSource dataSource) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
  }

  /** In the order of a night. */
  List<Statement> statements(Enforcement enforcement) {
    return new EnforcementStatements(enforcement)
        .all().stream().map(one -> statement(one, null)).toList();
  }

  /** The same, each statement with its plan; those that only read are run for it. */
  List<Statement> withPlans(Enforcement enforcement) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              SessionTables.allow(jdbc);
              enforcement.settings().forEach(jdbc::execute);
              SessionTables tables = new SessionTables(jdbc);
              tables.make(enforcement.tables());
              tables.make(enforcement.verificationTables());
              jdbc.execute("set transaction read only");
              return new EnforcementStatements(enforcement)
                  .all().stream()
                      .map(one -> statement(one, makesTable(one.sql()) ? null : plan(one)))
                      .toList();
            }));
  }

  private static Statement statement(Titled one, @Nullable List<String> plan) {
    return new Statement(one.title(), SqlLayout.lines(one.sql().inlined()), one.changes(), plan);
  }

  /** As people read them; statements for the same end share a title. */
  static List<String> lines(List<Statement> statements) {
    List<String> lines = new ArrayList<>();
    String title = "";
    for (Statement one : statements) {
      if (!one.title().equals(title)) {
        lines.add("-- " + one.title());
        title = one.title();
      }
      lines.add(one.sql() + ";");
      lines.add("");
      List<String> plan = one.plan();
      if (plan != null) {
        plan.forEach(line -> lines.add("--   " + line));
        lines.add("");
      }
    }
    return lines;
  }

  private List<String> plan(Titled one) {
    String explain = one.changes() ? "explain " : "explain (analyze, buffers) ";
    return jdbc.queryForList(
        explain + one.sql().text(), String.class, one.sql().values().toArray());
  }

  private static boolean makesTable(Sql sql) {
    return sql.text().startsWith("create ") || sql.text().startsWith("analyze ");
  }
}
