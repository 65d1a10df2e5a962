package fr.oubli.property;

import fr.oubli.property.Graph.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Compares what a bundle holds of every table with the rows that are the person's. */
record BundleRows(Scenario scenario, Path bundle) {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

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

  /**
   * The file for programs has the rows of each table under its name, each value as it is stored.
   */
  private List<String> rows(ZipFile zip, Table table) throws IOException {
    ZipEntry entry =
        zip.stream()
            .map(each -> (ZipEntry) each)
            .filter(each -> each.getName().endsWith("/donnees.json"))
            .findFirst()
            .orElse(null);
    if (entry == null) {
      return List.of();
    }
    JsonNode found = JSON.readTree(zip.getInputStream(entry)).path(table.name());
    List<String> lines = new ArrayList<>();
    for (JsonNode row : found) {
      Predicate<Column> shown = column -> row.has(column.name());
      Trial.expect(
          table.columns().stream().allMatch(shown), LAW, table.name() + " " + row.propertyNames());
      lines.add(line(table, column -> shown(text(row.path(column)))));
    }
    Collections.sort(lines);
    return lines;
  }

  private static @Nullable String text(JsonNode value) {
    if (value.isNull() || value.isMissingNode()) {
      return null;
    }
    if (value.isArray()) {
      List<String> elements = new ArrayList<>();
      value.forEach(each -> elements.add(each.isNull() ? "NULL" : each.asString()));
      return "{" + String.join(",", elements) + "}";
    }
    return value.isObject()
        ? value.toString()
        : value.isBigDecimal() ? value.decimalValue().toPlainString() : value.asString();
  }

  /** What an array lists is its one element, or nothing. */
  private static String element(String text) {
    String element = text.replaceAll("NULL,|[{}\"]", "").strip();
    return element.isEmpty() ? "null" : element;
  }

  /**
   * A bundle writes moments in a zone of its own: all that is compared is whether one is there. The
   * address of one machine is written with its mask in a text, and without it in JSON.
   */
  private String line(Table table, UnaryOperator<String> value) {
    return table.columns().stream()
        .flatMap(
            column -> {
              String text = value.apply(column.name());
              if (Shapes.of(scenario).isList(table, column)) {
                return Stream.of(element(text));
              }
              if (column.type() == Type.JSONB) {
                return Stream.of(text.replace(" ", ""));
              }
              if (column.type() == Type.INET) {
                return Stream.of(text.replaceFirst("/32$", ""));
              }
              if (column.type() == Type.TIMESTAMP || column.type() == Type.UTC_TIMESTAMP) {
                return Stream.of(text.replace('T', ' '));
              }
              return Stream.of(
                  column.type() == Type.TIMESTAMPTZ && !text.equals("null") ? "moment" : text);
            })
        .toList()
        .toString();
  }
}
