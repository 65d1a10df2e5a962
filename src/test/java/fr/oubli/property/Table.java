package fr.oubli.property;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A random table and its rows.
 *
 * @param uniques sets of columns that are unique together
 * @param partitions null where the table is not partitioned
 */
record Table(
    String name,
    List<Column> columns,
    List<String> key,
    List<Reference> references,
    List<List<String>> uniques,
    @Nullable Partitions partitions,
    List<Row> rows) {

  /**
   * How a table is partitioned, a default partition beside.
   *
   * @param bounds starts of ranges, in order, or listed values
   */
  record Partitions(String column, boolean byRange, List<String> bounds) {}

  Table {
    columns = List.copyOf(columns);
    key = List.copyOf(key);
    references = List.copyOf(references);
    uniques = List.copyOf(uniques);
    rows = List.copyOf(rows);
  }

  Column column(String column) {
    return find(column).orElseThrow();
  }

  Optional<Column> find(String column) {
    return columns.stream().filter(each -> each.name().equals(column)).findFirst();
  }

  Stream<Column> where(Predicate<Column> condition) {
    return columns.stream().filter(condition);
  }

  List<Column> masked() {
    return where(column -> column.mask() != null && column.mask().rewrites()).toList();
  }

  Optional<Column> email() {
    return where(Column::email).findFirst();
  }

  Stream<Reference> to(String parent) {
    return references.stream().filter(reference -> reference.parent().equals(parent));
  }

  /** The row's key as evidence and holds write it. */
  String keyText(Row row) {
    return key.size() == 1
        ? String.valueOf(row.get(key.get(0)))
        : key.stream()
            .map(column -> quoted(String.valueOf(row.get(column))))
            .collect(Collectors.joining(",", "(", ")"));
  }

  /** As PostgreSQL writes a value inside a row. */
  private static String quoted(String value) {
    boolean plain = !value.isEmpty() && value.chars().noneMatch(c -> "\"\\(), ".indexOf(c) >= 0);
    return plain ? value : '"' + value.replace("\\", "\\\\").replace("\"", "\"\"") + '"';
  }

  Table columns(List<Column> other) {
    return new Table(name, other, key, references, uniques, partitions, rows);
  }

  Table references(List<Reference> other) {
    return new Table(name, columns, key, other, uniques, partitions, rows);
  }

  Table uniques(List<List<String>> other) {
    return new Table(name, columns, key, references, other, partitions, rows);
  }

  Table unpartitioned() {
    return new Table(name, columns, key, references, uniques, null, rows);
  }

  Table rows(List<Row> other) {
    return new Table(name, columns, key, references, uniques, partitions, other);
  }
}
