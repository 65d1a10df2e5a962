package fr.oubli.rights.access;

import fr.oubli.rights.access.BundleSection.Shown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the bundle's page shows of a section: how many rows it has, and the first of them. */
final class Chapter {

  /** A label and a value, both in the words that people read. */
  record Line(String label, String value) {}

  private final BundleSection section;
  private final List<List<Line>> first = new ArrayList<>();
  private final Map<String, Long> elsewhere = new LinkedHashMap<>();
  private long rows;

  Chapter(BundleSection section) {
    this.section = section;
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
        lines.add(new Line(section.columns().get(i).field().label(), French.value(value)));
      }
    }
    return lines;
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
