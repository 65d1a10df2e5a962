package fr.oubli.property;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A case as SQL: tables, then rows, then foreign keys, so that circles can be filled too. */
record SqlText(Scenario scenario) {

  String all() {
    return String.join(";\n", statements()) + ";\n";
  }

  List<String> statements() {
    List<String> sql = new ArrayList<>();
    scenario.tables().forEach(table -> create(table, sql));
    scenario.tables().stream()
        .filter(table -> !table.rows().isEmpty())
        .map(this::insert)
        .forEach(sql::add);
    scenario.tables().forEach(table -> foreign(table, sql));
    Fault fault = scenario.fault();
    if (fault != null && !fault.sql().isEmpty()) {
      sql.add(fault.sql().replace("%s", name(fault.table())));
    }
    return sql;
  }

  static String name(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  static String names(List<String> names) {
    return names.stream().map(SqlText::name).collect(Collectors.joining(", "));
  }

  static String value(@Nullable String value) {
    return value == null ? "null" : "'" + value.replace("'", "''") + "'";
  }

  private Shapes shapes() {
    return Shapes.of(scenario);
  }

  private void create(Table table, List<String> sql) {
    List<String> parts = new ArrayList<>();
    table.columns().forEach(column -> parts.add(column(table, column)));
    parts.add(
        (shapes().hasUniqueKey(table) ? "unique (" : "primary key (") + names(table.key()) + ")");
    table.uniques().forEach(unique -> parts.add("unique (" + names(unique) + ")"));
    Table.Partitions partitions = table.partitions();
    sql.add(
        "create table "
            + name(table.name())
            + " (\n  "
            + String.join(",\n  ", parts)
            + ")"
            + (partitions == null
                ? ""
                : " partition by "
                    + (partitions.byRange() ? "range" : "list")
                    + " ("
                    + name(partitions.column())
                    + ")"));
    if (partitions != null) {
      partitions(table, partitions, sql);
    }
  }

  private static void partitions(Table table, Table.Partitions partitions, List<String> sql) {
    List<String> bounds = partitions.bounds();
    int count = partitions.byRange() ? bounds.size() - 1 : bounds.size();
    for (int i = 0; i < count; i++) {
      String rows =
          partitions.byRange()
              ? " for values from (%s) to (%s)"
                  .formatted(value(bounds.get(i)), value(bounds.get(i + 1)))
              : " for values in (" + value(bounds.get(i)) + ")";
      sql.add(partition(table, "_p" + i) + rows);
    }
    sql.add(partition(table, "_else") + " default");
  }

  private static String partition(Table table, String suffix) {
    return "create table " + name(table.name() + suffix) + " partition of " + name(table.name());
  }

  private String column(Table table, Column column) {
    return name(column.name())
        + " "
        + shapes().type(table, column)
        + (column.notNull() || table.key().contains(column.name()) ? " not null" : "")
        + (column.unique() ? " unique" : "")
        + (column.check() == null
            ? ""
            : " check ("
                + Objects.requireNonNull(column.check()).replace("%s", name(column.name()))
                + ")");
  }

  private String insert(Table table) {
    return "insert into "
        + name(table.name())
        + " ("
        + names(table.columns().stream().map(Column::name).toList())
        + ") values\n  "
        + table.rows().stream()
            .map(
                row ->
                    table.columns().stream()
                        .map(column -> value(shapes().value(table, column, row.get(column.name()))))
                        .collect(Collectors.joining(", ", "(", ")")))
            .collect(Collectors.joining(",\n  "));
  }

  private static void foreign(Table table, List<String> sql) {
    for (Reference reference : table.references()) {
      Reference.ForeignKey key = reference.key();
      if (key != null) {
        sql.add(foreign(table, reference, key));
      }
    }
  }

  private static String foreign(Table table, Reference reference, Reference.ForeignKey key) {
    return "alter table %s add foreign key (%s) references %s (%s)%s%s"
        .formatted(
            name(table.name()),
            names(reference.columns()),
            name(reference.parent()),
            names(reference.parentColumns()),
            Map.of(Reference.OnDelete.NO_ACTION, "")
                .getOrDefault(
                    key.onDelete(),
                    " on delete "
                        + key.onDelete().name().toLowerCase(Locale.ROOT).replace('_', ' ')),
            key.deferred() ? " deferrable initially deferred" : "");
  }
}
