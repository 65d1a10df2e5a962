package fr.oubli.property;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Every row of a case as the database has it: by table, then by key. */
record Snapshot(Map<String, Map<String, Row>> tables) {

  static Snapshot of(Scenario scenario, JdbcTemplate jdbc) {
    Map<String, Map<String, Row>> tables = new LinkedHashMap<>();
    for (Table table : scenario.tables()) {
      String columns =
          table.columns().stream()
              .map(column -> Shapes.of(scenario).read(table, column))
              .collect(Collectors.joining(", "));
      Map<String, Row> rows = new LinkedHashMap<>();
      jdbc.query(
          "select " + columns + " from " + SqlText.name(table.name()),
          result -> {
            Map<String, @Nullable String> values = new LinkedHashMap<>();
            for (int i = 0; i < table.columns().size(); i++) {
              values.put(table.columns().get(i).name(), result.getString(i + 1));
            }
            Row row = new Row(values);
            rows.put(table.keyText(row), row);
          });
      tables.put(table.name(), rows);
    }
    return new Snapshot(tables);
  }

  static Snapshot born(Scenario scenario) {
    Map<String, Map<String, Row>> tables = new LinkedHashMap<>();
    for (Table table : scenario.tables()) {
      Map<String, Row> rows = new LinkedHashMap<>();
      table.rows().forEach(row -> rows.put(table.keyText(row), row));
      tables.put(table.name(), rows);
    }
    return new Snapshot(tables);
  }

  Map<String, Row> of(String table) {
    return tables.getOrDefault(table, Map.of());
  }

  /** The first row that differs in another snapshot, beside that one's; for a message. */
  String unlike(Snapshot other) {
    for (String table : tables.keySet()) {
      for (Map.Entry<String, Row> row : of(table).entrySet()) {
        Row known = other.of(table).get(row.getKey());
        if (!row.getValue().equals(known)) {
          return row.getValue() + " and " + known;
        }
      }
    }
    return "rows are missing";
  }
}
