package fr.oubli.rights.access;

import fr.oubli.platform.output.CsvDialect;
import fr.oubli.platform.output.CsvRows;
import fr.oubli.schema.sql.Sql;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Fills a bag with a person's rows and files. Rows go from the server's cursor into the ZIP, so the
 * memory that is needed does not grow with their number.
 */
final class Bundle {

  /** How many rows of a collection the page shows; all of them are in the files. */
  private static final int SHOWN_ON_THE_PAGE = 100;

  private final JdbcTemplate jdbc;
  private final Bag bag;
  private final SectionFiles files;
  private final List<Chapter> chapters = new ArrayList<>();

  /**
   * @param jdbc inside one read-only snapshot, with a fetch size
   */
  Bundle(JdbcTemplate jdbc, Bag bag, SectionFiles files) {
    this.jdbc = jdbc;
    this.bag = bag;
    this.files = files;
  }

  List<Chapter> chapters() {
    return chapters;
  }

  /** The sections that have rows, and so files. */
  List<BundleSection> filled() {
    return chapters.stream().filter(chapter -> chapter.rows() > 0).map(Chapter::section).toList();
  }

  /** Adds a section's rows and files. A section without rows has no file: the page names it. */
  void add(BundleSection section) throws IOException {
    Chapter chapter = new Chapter(section);
    chapters.add(chapter);
    if (isEmpty(section)) {
      return;
    }
    bag.add(section.file() + ".csv", out -> csv(section, chapter, out));
    bag.add(section.file() + ".json", out -> json(section, out));
    addFiles(section, chapter);
  }

  private boolean isEmpty(BundleSection section) {
    Sql any = section.any();
    return jdbc.queryForList(any.text(), any.values().toArray()).isEmpty();
  }

  private void csv(BundleSection section, Chapter chapter, OutputStream out) throws IOException {
    CsvRows sheet = new CsvRows(out, CsvDialect.RFC4180, section.headings());
    each(
        section.texts(),
        row -> {
          List<@Nullable String> cells = cells(row, section.columns().size());
          sheet.row(cells);
          chapter.count(cells, SHOWN_ON_THE_PAGE);
        });
    sheet.flush();
  }

  /**
   * A section's columns have no names of their own in {@link BundleSection#texts}, but an order.
   */
  private static List<@Nullable String> cells(ResultSet row, int width) throws SQLException {
    List<@Nullable String> cells = new ArrayList<>(width);
    for (int i = 1; i <= width; i++) {
      cells.add(row.getString(i));
    }
    return cells;
  }

  private void json(BundleSection section, OutputStream out) throws IOException {
    boolean[] first = {true};
    out.write('[');
    each(
        section.objects(),
        row -> {
          out.write((first[0] ? "\n" : ",\n").getBytes(StandardCharsets.UTF_8));
          out.write(Objects.requireNonNull(row.getString("json")).getBytes(StandardCharsets.UTF_8));
          first[0] = false;
        });
    out.write("\n]\n".getBytes(StandardCharsets.UTF_8));
  }

  /** Adds the recordings, and whatever else the policy says is a file. */
  private void addFiles(BundleSection section, Chapter chapter) throws IOException {
    for (String path : files.paths(section)) {
      bag.add(section.file() + "/" + path, out -> files.store().copy(path, out));
    }
    chapter.elsewhere(files.elsewhere(section));
  }

  /** Writes one row of a query into the bag. */
  private interface Row {
    void read(ResultSet row) throws SQLException, IOException;
  }

  private void each(Sql sql, Row reader) {
    jdbc.query(
        sql.text(),
        row -> {
          try {
            reader.read(row);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        sql.values().toArray());
  }
}
