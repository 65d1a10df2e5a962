package fr.oubli.rights.access;

import fr.oubli.model.policy.FileColumns;
import fr.oubli.rights.access.BundleSection.Shown;
import fr.oubli.rights.access.PeopleCursor.RowReader;
import fr.oubli.schema.sql.FileAddress;
import fr.oubli.schema.sql.Sql;
import java.io.IOException;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A section of the bundles of several people. What it reads it asks the server once for all of
 * them, when the first of them needs it.
 */
final class SectionReading implements AutoCloseable {

  /**
   * A file that a row names.
   *
   * @param label of the column that names it
   */
  record NamedFile(String label, String rowKey, String path) {

    /** Whether it is at an address, and not in the folder of files. */
    boolean elsewhere() {
      return FileAddress.is(path);
    }
  }

  private final Connection connection;
  private final BundleSection section;
  private final @Nullable FileColumns columns;
  private @Nullable PeopleCursor texts;
  private @Nullable PeopleCursor objects;
  private @Nullable Map<Long, List<NamedFile>> files;

  /**
   * @param columns those that name files; null where none does
   */
  SectionReading(Connection connection, BundleSection section, @Nullable FileColumns columns) {
    this.connection = connection;
    this.section = section;
    this.columns = columns;
  }

  BundleSection section() {
    return section;
  }

  boolean isEmpty(long request) {
    return !texts().has(request);
  }

  /** Reads a person's rows, with one text column per field. */
  void texts(long request, RowReader reader) throws IOException {
    texts().each(request, reader);
  }

  /** Reads a person's rows, each as a JSON object in the column {@code json}. */
  void objects(long request, RowReader reader) throws IOException {
    PeopleCursor open = objects;
    if (open == null) {
      open = new PeopleCursor(connection, section.objects());
      objects = open;
    }
    open.each(request, reader);
  }

  private PeopleCursor texts() {
    PeopleCursor open = texts;
    if (open == null) {
      open = new PeopleCursor(connection, section.texts());
      texts = open;
    }
    return open;
  }

  /** The files that a person's rows name, in the order of the rows. */
  List<NamedFile> files(long request) throws IOException {
    Map<Long, List<NamedFile>> known = files;
    if (known == null) {
      known = named();
      files = known;
    }
    return known.getOrDefault(request, List.of());
  }

  /** The paths of the files that go into a person's bundle, each once. */
  Set<String> paths(long request) throws IOException {
    Set<String> paths = new LinkedHashSet<>();
    files(request).stream().filter(file -> !file.elsewhere()).forEach(f -> paths.add(f.path()));
    return paths;
  }

  /** By the label of the column, how many files are at an address and not in the bundle. */
  Map<String, Long> elsewhere(long request) throws IOException {
    Map<String, Long> elsewhere = new LinkedHashMap<>();
    files(request).stream()
        .filter(NamedFile::elsewhere)
        .forEach(file -> elsewhere.merge(file.label(), 1L, Long::sum));
    return elsewhere;
  }

  /** Whether a column holds the paths of files. */
  boolean namesFiles(Shown column) {
    return columns != null && columns.columns().contains(column.field().name());
  }

  private Map<Long, List<NamedFile>> named() throws IOException {
    Map<Long, List<NamedFile>> named = new HashMap<>();
    for (Shown column : section.columns()) {
      if (namesFiles(column)) {
        named(column, named);
      }
    }
    return named;
  }

  private void named(Shown column, Map<Long, List<NamedFile>> named) throws IOException {
    Sql sql = section.paths(column);
    String label = column.field().label();
    try (PeopleCursor paths = new PeopleCursor(connection, sql)) {
      paths.all(
          row -> {
            String path = row.getString("path");
            if (path != null && !path.isEmpty()) {
              named
                  .computeIfAbsent(row.getLong(PeopleCursor.WHOSE), whose -> new ArrayList<>())
                  .add(new NamedFile(label, String.valueOf(row.getString("row_key")), path));
            }
          });
    }
  }

  @Override
  public void close() {
    if (texts != null) {
      texts.close();
    }
    if (objects != null) {
      objects.close();
    }
  }
}
