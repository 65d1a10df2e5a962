package fr.oubli.property;

import fr.oubli.property.Graph.Node;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** Compares what a bundle holds of every table with the rows that are the person's. */
record BundleRows(Scenario scenario, Path bundle) {

  private static final String LAW =
      "a bundle holds every field of the person's rows and no other's";

  void judge(Set<Node> mine) {
    try (ZipFile zip = new ZipFile(bundle.toFile())) {
      for (Table table : scenario.tables()) {
        List<String> wanted =
            mine.stream()
                .filter(node -> node.table.equals(table))
                .map(node -> line(table, column -> shown(node.row.get(column))))
                .sorted()
                .toList();
        List<String> found = rows(zip, table);
        Trial.expect(
            found.equals(wanted),
            LAW,
            "%s: %s instead of %s".formatted(table.name(), found, wanted));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file tells no difference between an empty text and none. */
  private static String shown(@Nullable String value) {
    return value == null || value.isEmpty() ? "null" : value;
  }

  private List<String> rows(ZipFile zip, Table table) throws IOException {
    String name = Pattern.quote(table.name().replaceAll("[\\\\/:*?\"<>|]", "_"));
    Pattern file = Pattern.compile(".*/" + name + "(-[0-9a-f]{4})?\\.csv");
    ZipEntry entry =
        zip.stream()
            .map(each -> (ZipEntry) each)
            .filter(each -> file.matcher(each.getName()).matches())
            .findFirst()
            .orElse(null);
    if (entry == null) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    try (CSVParser parser =
        CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setNullString("")
            .get()
            .parse(new InputStreamReader(zip.getInputStream(entry), StandardCharsets.UTF_8))) {
      Predicate<Column> shown = column -> parser.getHeaderNames().contains(column.name());
      Trial.expect(
          table.columns().stream().allMatch(shown),
          LAW,
          table.name() + " " + parser.getHeaderNames());
      for (CSVRecord record : parser) {
        lines.add(line(table, column -> String.valueOf(record.get(column))));
      }
    }
    Collections.sort(lines);
    return lines;
  }

  /** What an array lists is its one element, or nothing. */
  private static String element(String text) {
    String element = text.replaceAll("NULL,|[{}\"]", "").strip();
    return element.isEmpty() ? "null" : element;
  }

  /** Without what keeps a spreadsheet from computing a text that begins with a sign. */
  private static String bare(String text) {
    return text.startsWith("'-") ? text.substring(1) : text;
  }

  /** A bundle writes moments in a zone of its own: all that is compared is whether one is there. */
  private String line(Table table, UnaryOperator<String> value) {
    return table.columns().stream()
        .flatMap(
            column -> {
              String text = value.apply(column.name());
              if (Shapes.of(scenario).isList(table, column)) {
                return Stream.of(element(text));
              }
              if (column.type() == Type.INTERVAL_AFTER) {
                return Stream.of(bare(text));
              }
              return Stream.of(
                  column.type() == Type.TIMESTAMPTZ && !text.equals("null") ? "moment" : text);
            })
        .toList()
        .toString();
  }
}
