package fr.oubli.rights.access;

import fr.oubli.model.policy.FileColumns;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.registers.recording.FileStore;
import fr.oubli.rights.access.BundleSection.Shown;
import fr.oubli.schema.sql.FileAddress;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The files that the rows of a section name: those in the folder go into the bundle, of those at an
 * address the person and the officer are told that they are not in it.
 *
 * @param jdbc inside the snapshot of the bundle
 * @param columns by collection, those that name files
 */
record SectionFiles(JdbcTemplate jdbc, FileStore store, Map<String, FileColumns> columns) {

  /** A file that a row names. */
  private record Named(String rowKey, String path) {}

  /** The paths of the files that go into the bundle, each once, in the order of the rows. */
  Set<String> paths(BundleSection section) {
    Set<String> paths = new LinkedHashSet<>();
    for (Shown column : naming(section)) {
      named(section, column).stream()
          .map(Named::path)
          .filter(path -> !FileAddress.is(path))
          .forEach(paths::add);
    }
    return paths;
  }

  /** By the label of the column, how many files are at an address and not in the bundle. */
  Map<String, Long> elsewhere(BundleSection section) {
    Map<String, Long> elsewhere = new LinkedHashMap<>();
    for (Shown column : naming(section)) {
      long files =
          named(section, column).stream().filter(each -> FileAddress.is(each.path())).count();
      if (files > 0) {
        elsewhere.put(column.field().label(), files);
      }
    }
    return elsewhere;
  }

  /**
   * Refuses before anything is written. The row is named by its key and not by its path, which can
   * hold a telephone number.
   */
  void refuseMissing(BundleSection section) {
    for (Shown column : naming(section)) {
      for (Named each : named(section, column)) {
        if (!FileAddress.is(each.path()) && !store.exists(each.path())) {
          throw new Refusal(
              ExitCode.REFUSED,
              "the file of %s %s is missing, or a folder or a link stands there; put it back, or empty the row's path, and export again"
                  .formatted(section.name(), each.rowKey()));
        }
      }
    }
  }

  private List<Shown> naming(BundleSection section) {
    FileColumns files = columns.get(section.collection());
    return files == null
        ? List.of()
        : section.columns().stream()
            .filter(shown -> files.columns().contains(shown.field().name()))
            .toList();
  }

  private List<Named> named(BundleSection section, Shown column) {
    Sql sql =
        Sql.format(
            "select " + section.rowKey() + " as row_key, ({})::text as path from {}",
            column.value(),
            section.rows());
    List<Named> named = new ArrayList<>();
    jdbc.query(
        sql.text(),
        row -> {
          String path = row.getString("path");
          if (path != null && !path.isEmpty()) {
            named.add(new Named(row.getString("row_key"), path));
          }
        },
        sql.values().toArray());
    return named;
  }
}
