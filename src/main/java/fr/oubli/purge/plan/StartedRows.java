package fr.oubli.purge.plan;

import fr.oubli.decision.Enforcement;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.sql.Sql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The rows that an enforcement would act on, each with the date that started its clock. Whoever
 * asks has a transaction in which the enforcement's tables are gathered.
 */
public record StartedRows(Policy policy, Enforcement enforcement) {

  private static final int ROWS_AT_A_TIME = 2_000;

  /**
   * A row that would go.
   *
   * @param key as the ledger and {@code jobs/explain} have it
   * @param started the date that started its clock
   * @param dueOn the first day on which it was due
   */
  public record Row(
      String rule,
      String collection,
      String key,
      LocalDate started,
      LocalDate dueOn,
      String action) {

    /** In the order of the components. */
    public List<Object> cells() {
      return List.of(rule, collection, key, started, dueOn, action);
    }
  }

  /** Takes a row. */
  @FunctionalInterface
  public interface Sink {
    void row(Row row) throws IOException;
  }

  /** Passes on all of them as they come, in little memory however many they are. */
  public void each(JdbcTemplate jdbc, Sink sink) {
    JdbcTemplate streaming = new JdbcTemplate(Objects.requireNonNull(jdbc.getDataSource()));
    streaming.setFetchSize(ROWS_AT_A_TIME);
    Sql started = enforcement.started();
    streaming.query(
        started.text(),
        row -> {
          try {
            sink.row(read(row));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        started.values().toArray());
  }

  /** Some of them, scattered over all, and the same ones for the same rows. */
  public List<Row> sample(JdbcTemplate jdbc, int most) {
    Sql sample =
        Sql.format(
            "{} order by hashtextextended(row_key, 0), row_key limit {}",
            Sql.format("select row_key, day from ({}) started", enforcement.started()),
            Sql.of("?", most));
    return jdbc.query(sample.text(), (row, number) -> read(row), sample.values().toArray());
  }

  private Row read(ResultSet row) throws SQLException {
    Rule rule = enforcement.rule();
    LocalDate started =
        rule.starts()
            .startingPoint(
                Objects.requireNonNull(row.getObject("day", LocalDate.class)),
                policy.fiscalYears());
    return new Row(
        rule.name(),
        enforcement.collection(),
        row.getString("row_key"),
        started,
        started.plus(rule.keep().period()).plusDays(1),
        enforcement.action().word());
  }
}
