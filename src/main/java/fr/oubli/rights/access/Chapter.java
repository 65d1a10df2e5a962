package fr.oubli.rights.access;

import fr.oubli.rights.access.BundleSection.Shown;
import fr.oubli.schema.sql.FileAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the bundle's page shows of a section: how many rows it has, and the first of them. */
final class Chapter {

  /**
   * A label and a value, both in the words that people read.
   *
   * @param href the file of the bundle that the value names; empty where it names none
   */
  record Line(String label, String value, String href) {}

  private final BundleSection section;
  private final Predicate<Shown> file;
  private final List<List<Line>> first = new ArrayList<>();
  private final Map<String, Long> elsewhere = new LinkedHashMap<>();
  private long rows;

  /**
   * @param file whether a column names files of the bundle
   */
  Chapter(BundleSection section, Predicate<Shown> file) {
    this.section = section;
    this.file = file;
  }

  /**
   * Counts a row.
   *
   * @param shown how many rows the page shows
   */
  void count(List<@Nullable String> cells, int shown) {
    rows++;
    if (first.size() < shown) {
      first.add(lines(cells));
    }
  }

  private List<Line> lines(List<@Nullable String> cells) {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      String value = cells.get(i);
      if (value != null && !value.isBlank()) {
        Shown column = section.columns().get(i);
        lines.add(
            new Line(column.field().label(), column.words().shown(value), href(column, value)));
      }
    }
    return lines;
  }

  private String href(Shown column, String value) {
    return file.test(column) && !FileAddress.is(value) ? encoded(section.file() + "/" + value) : "";
  }

  private static String encoded(String path) {
    try {
      return new URI(null, null, path, null).toASCIIString();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("a path of a file is no address: " + path, e);
    }
  }

  /** Says how many files are at an address, by the label of the column that holds it. */
  void elsewhere(Map<String, Long> files) {
    elsewhere.putAll(files);
  }

  /** By the label of a column, how many files are at an address and not in the bundle. */
  Map<String, Long> elsewhere() {
    return elsewhere;
  }

  BundleSection section() {
    return section;
  }

  long rows() {
    return rows;
  }

  List<List<Line>> first() {
    return first;
  }

  /** Columns of which some or all values are left out. */
  List<Shown> masked() {
    return section.columns().stream().filter(column -> !column.masked().isEmpty()).toList();
  }
}
