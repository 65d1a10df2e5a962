package fr.oubli.rights.access;

import fr.oubli.platform.output.CsvRows;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Fills a bag with a person's rows and files. Rows go from the server's cursors into the ZIP, so
 * the memory that is needed does not grow with their number.
 */
final class Bundle {

  /** How many rows of a collection the page shows; all of them are in the files. */
  private static final int SHOWN_ON_THE_PAGE = 100;

  /** The file that holds all rows. */
  static final String ALL = "donnees.json";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final PersonReading person;
  private final Bag bag;
  private final SheetForm form;
  private final List<Chapter> chapters = new ArrayList<>();
  private final List<SectionReading> filled = new ArrayList<>();

  /**
   * @param form how the sheets are written
   */
  Bundle(PersonReading person, Bag bag, SheetForm form) {
    this.person = person;
    this.bag = bag;
    this.form = form;
  }

  List<Chapter> chapters() {
    return chapters;
  }

  /** The sections that have rows, and so files. */
  List<BundleSection> filled() {
    return chapters.stream().filter(chapter -> chapter.rows() > 0).map(Chapter::section).toList();
  }

  /** Adds a section's rows and files. A section without rows has no file: the page names it. */
  void add(SectionReading reading) throws IOException {
    BundleSection section = reading.section();
    Chapter chapter = new Chapter(section, reading::namesFiles);
    chapters.add(chapter);
    if (reading.isEmpty(person.request())) {
      return;
    }
    filled.add(reading);
    bag.add(section.file() + ".csv", out -> csv(reading, chapter, out));
    addFiles(reading, chapter);
  }

  /** Adds all rows once more, in one file for programs. Each file costs the encryption a key. */
  void addAll() throws IOException {
    if (!filled.isEmpty()) {
      bag.add(ALL, this::json);
    }
  }

  private void csv(SectionReading reading, Chapter chapter, OutputStream out) throws IOException {
    BundleSection section = reading.section();
    CsvRows sheet = new CsvRows(out, form.dialect(), form.headings(section));
    reading.texts(
        person.request(),
        row -> {
          List<@Nullable String> cells = cells(row, section.columns().size());
          sheet.row(form.cells(section, cells));
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

  /** An object that has the rows of each section by its name. */
  private void json(OutputStream out) throws IOException {
    String between = "{\n";
    for (SectionReading reading : filled) {
      String name = JSON.writeValueAsString(reading.section().name());
      out.write((between + name + ": [").getBytes(StandardCharsets.UTF_8));
      objects(reading, out);
      out.write("\n]".getBytes(StandardCharsets.UTF_8));
      between = ",\n";
    }
    out.write("\n}\n".getBytes(StandardCharsets.UTF_8));
  }

  private void objects(SectionReading reading, OutputStream out) throws IOException {
    boolean[] first = {true};
    reading.objects(
        person.request(),
        row -> {
          out.write((first[0] ? "\n" : ",\n").getBytes(StandardCharsets.UTF_8));
          out.write(Objects.requireNonNull(row.getString("json")).getBytes(StandardCharsets.UTF_8));
          first[0] = false;
        });
  }

  /** Adds the recordings, and whatever else the policy says is a file. */
  private void addFiles(SectionReading reading, Chapter chapter) throws IOException {
    for (String path : reading.paths(person.request())) {
      bag.add(reading.section().file() + "/" + path, out -> person.store().copy(path, out));
    }
    chapter.elsewhere(reading.elsewhere(person.request()));
  }
}
