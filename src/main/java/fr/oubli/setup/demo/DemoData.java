package fr.oubli.setup.demo;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Generates the demo inside PostgreSQL, in one transaction, then the audio files of its calls. */
public final class DemoData {

  private static final String SCRIPT = "/sql/demo/company.sql";

  private DemoData() {}

  static boolean isEmpty(DataSource dataSource) {
    return !Objects.requireNonNull(
        new JdbcTemplate(dataSource)
            .queryForObject("select exists (select 1 from public.customers)", Boolean.class));
  }

  /**
   * @throws Refusal when the company is there already
   */
  public static void load(DataSource dataSource, DemoSettings settings) {
    if (!isEmpty(dataSource)) {
      throw new Refusal(
          ExitCode.REFUSED,
          "the embedded database has a company already; remove the folder .oubli/data for a new one");
    }
    JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    new TransactionTemplate(new JdbcTransactionManager(dataSource))
        .executeWithoutResult(
            status -> {
              set(jdbc, "oubli.customers", settings.customers());
              set(jdbc, "oubli.seed", settings.seed());
              set(jdbc, "oubli.as_of", settings.asOf());
              set(jdbc, "oubli.backlog", settings.backlog() ? "on" : "off");
              jdbc.execute("set local work_mem = '256MB'");
              jdbc.execute("set local search_path = public, pg_temp");
              jdbc.execute(script());
              jdbc.execute("drop table names, world");
            });
    new AudioFiles(dataSource, settings.recordings()).write();
  }

  private static void set(JdbcTemplate jdbc, String name, Object value) {
    jdbc.queryForObject("select set_config(?, ?, true)", String.class, name, String.valueOf(value));
  }

  private static String script() {
    try (InputStream script = DemoData.class.getResourceAsStream(SCRIPT)) {
      return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
