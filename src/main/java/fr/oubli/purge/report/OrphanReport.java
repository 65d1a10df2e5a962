package fr.oubli.purge.report;

import fr.oubli.model.policy.FileColumns;
import fr.oubli.platform.output.CsvDialect;
import fr.oubli.platform.output.CsvSheet;
import fr.oubli.registers.recording.NamedFiles;
import fr.oubli.registers.recording.RecordingFiles;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.FileAddress;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.Sql;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Finds rows whose file is missing, rows that went in this run and whose file was not there, and
 * files that no row names. None is deleted here: a person decides.
 *
 * @param tables per table with files, the columns that hold their paths
 */
public record OrphanReport(
    DataSource dataSource, Map<Table, FileColumns> tables, RecordingFiles files) {

  private static final int BATCH = 5_000;

  /** Empty when every row has its files and every file its row. */
  public Optional<Path> write(long run, Path folder) {
    List<List<@Nullable Object>> orphans = new ArrayList<>();
    tables.forEach(
        (table, columns) ->
            columns.columns().forEach(column -> rowsWithoutFile(table, column, orphans)));
    goneWithoutFile(run, orphans);
    goneWithTheirFile(orphans);
    if (!tables.isEmpty()) {
      filesWithoutRow(orphans);
    }
    return orphans.isEmpty()
        ? Optional.empty()
        : Optional.of(
            CsvSheet.write(
                folder.resolve("recordings-orphans.csv"),
                CsvDialect.FRENCH,
                List.of("Constat", "Collection", "Clé ou fichier", "Colonne"),
                orphans.stream()));
  }

  private void rowsWithoutFile(Table table, String column, List<List<@Nullable Object>> orphans) {
    JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    jdbc.setFetchSize(BATCH);
    String path = "t." + SqlName.of(table.column(column));
    String sql =
        "select %s as row_key, %s as path from %s t where %s <> '' and not %s"
            .formatted(
                Keys.text("t", table),
                path,
                SqlName.rowsOf(table),
                path,
                FileAddress.is(Sql.of(path)).text());
    // A cursor needs a transaction; without one the driver reads the whole table into memory.
    new TransactionTemplate(new JdbcTransactionManager(dataSource))
        .executeWithoutResult(
            status ->
                jdbc.query(
                    sql,
                    row -> {
                      if (!files.exists(row.getString("path"))) {
                        orphans.add(
                            List.of(
                                "fichier absent", table.name(), row.getString("row_key"), column));
                      }
                    }));
  }

  /** What is left of a file's path once it is dealt with: the row and the column that named it. */
  private void goneWithoutFile(long run, List<List<@Nullable Object>> orphans) {
    new JdbcTemplate(dataSource)
        .query(
            "select collection, row_key, coalesce(field, '') as field from oubli.file_removal"
                + " where run = ? and outcome = 'was missing' order by id",
            row -> {
              orphans.add(
                  List.of(
                      "ligne supprimée, son fichier n’y était pas",
                      row.getString("collection"),
                      row.getString("row_key"),
                      row.getString("field")));
            },
            run);
  }

  /** Files that could not be removed, of whatever run. */
  private void goneWithTheirFile(List<List<@Nullable Object>> orphans) {
    new JdbcTemplate(dataSource)
        .query(
            "select collection, row_key, coalesce(field, '') as field from oubli.file_removal"
                + " where removed_at is null and stuck is not null order by id",
            row -> {
              orphans.add(
                  List.of(
                      "ligne supprimée, son fichier n’a pas pu l’être",
                      row.getString("collection"),
                      row.getString("row_key"),
                      row.getString("field")));
            });
  }

  private void filesWithoutRow(List<List<@Nullable Object>> orphans) {
    List<String> batch = new ArrayList<>();
    files.each(
        name -> {
          batch.add(name);
          if (batch.size() == BATCH) {
            nameUnknown(batch, orphans);
          }
        });
    nameUnknown(batch, orphans);
  }

  private void nameUnknown(List<String> batch, List<List<@Nullable Object>> orphans) {
    unknown(batch).forEach(name -> orphans.add(List.of("fichier sans ligne", "", name, "")));
    batch.clear();
  }

  private List<String> unknown(List<String> names) {
    List<Sql> conditions =
        NamedFiles.ways(tables, "name").stream().map(named -> Sql.format("not {}", named)).toList();
    Sql sql =
        Sql.format(
            "select name from unnest({}) name{}",
            Sql.of("?", (Object) names.toArray(String[]::new)),
            Sql.where(conditions));
    return new JdbcTemplate(dataSource)
        .queryForList(sql.text(), String.class, sql.values().toArray());
  }
}
