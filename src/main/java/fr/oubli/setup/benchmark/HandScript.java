package fr.oubli.setup.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The script that a database administrator would write, each statement a transaction of its own.
 */
record HandScript(DataSource source, LocalDate asOf) {

  private static final String SCRIPT = "/sql/demo/company-by-hand.sql";

  /** Seconds of all statements, and of those that delete or update the company's rows. */
  record Timed(double all, double changes) {}

  Timed run() {
    double all = 0;
    double changes = 0;
    try (Connection connection = source.getConnection()) {
      JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
      jdbc.queryForObject(
          "select set_config('oubli.as_of', ?, false)", String.class, asOf.toString());
      for (String statement : statements()) {
        long start = System.nanoTime();
        jdbc.execute(statement);
        double seconds = (System.nanoTime() - start) / 1e9;
        all += seconds;
        changes += changesCompany(statement) ? seconds : 0;
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the script could not run", e);
    }
    return new Timed(all, changes);
  }

  private static boolean changesCompany(String statement) {
    return (statement.startsWith("delete") && !statement.startsWith("delete from left_alone"))
        || statement.startsWith("update");
  }

  private static String[] statements() {
    try (InputStream script = HandScript.class.getResourceAsStream(SCRIPT)) {
      String text =
          new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
      return text.replaceAll("(?m)^--.*\n", "").strip().split(";\\s*");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
