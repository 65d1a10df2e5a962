package fr.oubli.purge;

import fr.oubli.decision.Enforcement;
import fr.oubli.decision.SessionTables;
import fr.oubli.purge.EnforcementStatements.Titled;
import fr.oubli.schema.sql.Sql;
import fr.oubli.schema.sql.SqlLayout;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Prints the statements of a rule with their values, and how PostgreSQL would do them. What changes
 * rows is planned and never run.
 */
final class StatementPrinter {

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final Consumer<String> out;

  StatementPrinter(DataSource dataSource, Consumer<String> out) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    this.out = out;
  }

  void print(Enforcement enforcement) {
    String title = "";
    for (Titled one : new EnforcementStatements(enforcement).all()) {
      title = print(one, title);
    }
  }

  /** The same, each statement followed by its plan; those that only read are run for it. */
  void printWithPlans(Enforcement enforcement) {
    transaction.executeWithoutResult(
        status -> {
          SessionTables.allow(jdbc);
          enforcement.settings().forEach(jdbc::execute);
          SessionTables tables = new SessionTables(jdbc);
          tables.make(enforcement.tables());
          tables.make(enforcement.verificationTables());
          jdbc.execute("set transaction read only");
          String title = "";
          for (Titled one : new EnforcementStatements(enforcement).all()) {
            title = print(one, title);
            if (!makesTable(one.sql())) {
              plan(one);
            }
          }
        });
  }

  private String print(Titled one, String before) {
    if (!one.title().equals(before)) {
      out.accept("-- " + one.title());
    }
    out.accept(SqlLayout.lines(one.sql().inlined()) + ";");
    out.accept("");
    return one.title();
  }

  private void plan(Titled one) {
    String explain = one.changes() ? "explain " : "explain (analyze, buffers) ";
    jdbc.queryForList(explain + one.sql().text(), String.class, one.sql().values().toArray())
        .forEach(line -> out.accept("--   " + line));
    out.accept("");
  }

  private static boolean makesTable(Sql sql) {
    return sql.text().startsWith("create ") || sql.text().startsWith("analyze ");
  }
}
