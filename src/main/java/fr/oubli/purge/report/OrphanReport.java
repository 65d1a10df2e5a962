package fr.oubli.purge.report;

import fr.oubli.platform.output.CsvDialect;
import fr.oubli.platform.output.CsvSheet;
import fr.oubli.registers.recording.RecordingFiles;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.Keys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Finds rows whose file is missing, and files that no row names. Neither is deleted here: a person
 * decides.
 *
 * @param tables per table with files, the column that holds the path
 */
public record OrphanReport(DataSource dataSource, Map<Table, String> tables, RecordingFiles files) {

  private static final int BATCH = 5_000;

  /** Empty when every row has its file and every file its row. */
  public Optional<Path> write(Path folder) {
    List<List<@Nullable Object>> orphans = new ArrayList<>();
    tables.forEach((table, column) -> rowsWithoutFile(table, column, orphans));
    if (!tables.isEmpty()) {
      filesWithoutRow(orphans);
    }
    return orphans.isEmpty()
        ? Optional.empty()
        : Optional.of(
            CsvSheet.write(
                folder.resolve("recordings-orphans.csv"),
                CsvDialect.FRENCH,
                List.of("Constat", "Collection", "Clé ou fichier"),
                orphans.stream()));
  }

  private void rowsWithoutFile(Table table, String column, List<List<@Nullable Object>> orphans) {
    JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    jdbc.setFetchSize(BATCH);
    String path = "t." + SqlName.of(table.column(column));
    String sql =
        "select %s as row_key, %s as path from %s t where %s is not null"
            .formatted(Keys.text("t", table), path, SqlName.rowsOf(table), path);
    // A cursor needs a transaction; without one the driver reads the whole table into memory.
    new TransactionTemplate(new JdbcTransactionManager(dataSource))
        .executeWithoutResult(
            status ->
                jdbc.query(
                    sql,
                    row -> {
                      if (!files.exists(row.getString("path"))) {
                        orphans.add(
                            List.of("fichier absent", table.name(), row.getString("row_key")));
                      }
                    }));
  }

  private void filesWithoutRow(List<List<@Nullable Object>> orphans) {
    if (!Files.isDirectory(files.root())) {
      return;
    }
    try (Stream<Path> walk = Files.walk(files.root())) {
      Iterator<String> names =
          walk.filter(Files::isRegularFile)
              .map(file -> files.root().relativize(file).toString().replace('\\', '/'))
              .iterator();
      List<String> batch = new ArrayList<>();
      while (names.hasNext()) {
        batch.add(names.next());
        if (batch.size() == BATCH || !names.hasNext()) {
          unknown(batch).forEach(name -> orphans.add(List.of("fichier sans ligne", "", name)));
          batch.clear();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> unknown(List<String> names) {
    StringBuilder sql = new StringBuilder("select name from unnest(?) name where true");
    tables.forEach(
        (table, column) ->
            sql.append(
                " and not exists (select from %s t where t.%s = name)"
                    .formatted(SqlName.rowsOf(table), SqlName.of(table.column(column)))));
    return new JdbcTemplate(dataSource)
        .queryForList(sql.toString(), String.class, (Object) names.toArray(String[]::new));
  }
}
