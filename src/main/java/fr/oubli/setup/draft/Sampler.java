package fr.oubli.setup.draft;

import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.setup.clues.EpochClues;
import fr.oubli.setup.clues.EpochOpinion;
import fr.oubli.setup.clues.SampleShares;
import fr.oubli.setup.clues.TableFacts;
import fr.oubli.setup.clues.ValueClues;
import fr.oubli.setup.ties.SampledRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Looks at a bounded sample of each table, the same one each time, and keeps shares alone. */
final class Sampler {

  private static final int LONGEST_VALUE = 300;
  private static final int FETCHED_AT_ONCE = 200;

  /** A few seconds: a draft is not worth a busy server. */
  private static final int PATIENCE_SECONDS = 20;

  /** After so many rows of all tables, fewer of each further table are read. */
  private static final int MANY_ROWS = 100_000;

  private static final int ROWS_AFTER_MANY = 100;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final int rows;
  private final LocalDate today;
  private final List<String> unread = new ArrayList<>();
  private long read;

  Sampler(DataSource dataSource, int rows, LocalDate today) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.jdbc.setQueryTimeout(PATIENCE_SECONDS);
    this.jdbc.setFetchSize(FETCHED_AT_ONCE);
    // Only inside a transaction are rows fetched little by little.
    this.transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
    this.transaction.setReadOnly(true);
    this.rows = rows;
    this.today = today;
  }

  /** Names of the tables that could not be read: they were judged by their names alone. */
  List<String> unread() {
    return List.copyOf(unread);
  }

  TableFacts look(TableFacts facts) {
    List<Column> columns =
        facts.table().columns().stream()
            .filter(column -> telling(column) || EpochOpinion.speaksOfDate(facts, column))
            .toList();
    if (columns.isEmpty()) {
      return facts;
    }
    Sample sample = new Sample(columns);
    try {
      transaction.executeWithoutResult(
          any -> jdbc.query(query(facts.table(), columns), sample::row));
    } catch (DataAccessException | TransactionException e) {
      // No right to read it, or too slow: the reason may quote a value, so it is not told.
      unread.add(facts.table().schema() + "." + facts.table().name());
      return facts;
    }
    return facts.with(sample.shares(), sample.rising());
  }

  private static boolean telling(Column column) {
    return switch (column.baseType()) {
      case "text", "varchar", "bpchar", "citext", "_text", "_varchar", "_citext" -> true;
      case "date", "timestamp", "timestamptz", "json", "jsonb", "hstore", "xml" -> true;
      default -> false;
    };
  }

  private int wanted() {
    return read < MANY_ROWS ? rows : Math.min(rows, ROWS_AFTER_MANY);
  }

  /** Sorted by the key after it was bounded, to see which dates rise with the key. */
  private String query(Table table, List<Column> columns) {
    List<String> looked = new ArrayList<>();
    for (Column column : columns) {
      looked.add("left(" + SqlName.of(column) + "::text, " + LONGEST_VALUE + ")");
    }
    List<String> key =
        table.primaryKey().stream().map(name -> SqlName.of(table.column(name))).toList();
    List<String> kept = new ArrayList<>(columns.stream().map(SqlName::of).toList());
    key.stream().filter(name -> !kept.contains(name)).forEach(kept::add);
    return "select %s from (select %s from %s limit %d) sample%s"
        .formatted(
            String.join(", ", looked),
            String.join(", ", kept),
            SampledRows.of(table, wanted()),
            wanted(),
            key.isEmpty() ? "" : " order by " + String.join(", ", key));
  }

  /** What the rows read so far say of one table. */
  private final class Sample {

    private final Map<String, ValueClues> clues = new LinkedHashMap<>();
    private final Map<String, EpochClues> epochs = new LinkedHashMap<>();
    private final Map<String, Rise> rises = new LinkedHashMap<>();
    private final List<Column> columns;

    Sample(List<Column> columns) {
      this.columns = columns;
      for (Column column : columns) {
        if (column.isNumber()) {
          epochs.put(column.name(), new EpochClues());
          continue;
        }
        clues.put(column.name(), new ValueClues(today));
        if (column.isDate()) {
          rises.put(column.name(), new Rise());
        }
      }
    }

    void row(ResultSet row) throws SQLException {
      read++;
      for (int i = 0; i < columns.size(); i++) {
        // By position: two names may differ by their case alone.
        String value = row.getString(i + 1);
        Column column = columns.get(i);
        see(column, value);
      }
    }

    private void see(Column column, @Nullable String value) {
      EpochClues count = epochs.get(column.name());
      if (value != null && count != null) {
        count.see(value);
      }
      ValueClues seen = clues.get(column.name());
      Rise rise = rises.get(column.name());
      if (value == null || seen == null) {
        return;
      }
      if (rise != null) {
        rise.see(value);
      }
      if (column.baseType().startsWith("_")) {
        for (String element : value.replaceAll("[{}\"]", "").split(",", -1)) {
          seen.see(element);
        }
      } else {
        seen.see(value);
      }
    }

    Map<String, SampleShares> shares() {
      Map<String, SampleShares> shares = new LinkedHashMap<>();
      clues.forEach((column, seen) -> shares.put(column, seen.shares()));
      epochs.forEach((column, seen) -> shares.put(column, seen.shares()));
      return shares;
    }

    Map<String, Integer> rising() {
      Map<String, Integer> rising = new LinkedHashMap<>();
      rises.forEach((column, rise) -> rising.put(column, rise.percent()));
      return rising;
    }
  }

  /**
   * How often a date rises from row to row. PostgreSQL writes dates so that texts sort as they do.
   */
  private static final class Rise {

    private @Nullable String last;
    private int steps;
    private int up;

    void see(String value) {
      if (last != null && !last.equals(value)) {
        steps++;
        up += value.compareTo(last) > 0 ? 1 : 0;
      }
      last = value;
    }

    int percent() {
      return steps < 10 ? 0 : up * 100 / steps;
    }
  }
}
