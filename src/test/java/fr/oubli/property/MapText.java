package fr.oubli.property;

import fr.oubli.property.Reference.Tie;
import fr.oubli.property.Reference.When;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The data map of a case. */
record MapText(Scenario scenario) {

  String all() {
    StringBuilder text = new StringBuilder("dataset:\n  - fides_key: random\n    collections:\n");
    for (Table table : scenario.tables()) {
      text.append("      - name: ").append(quoted(table.name())).append("\n        fields:\n");
      for (int i = 0; i < table.columns().size(); i++) {
        text.append("          - { ").append(field(table, i)).append(" }\n");
      }
      Fault fault = scenario.fault();
      if (fault != null && fault.table().equals(table.name()) && !fault.field().isEmpty()) {
        text.append("          - ").append(fault.field()).append('\n');
      }
    }
    return text.toString();
  }

  static String quoted(String name) {
    return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** A category of the column's own, so that the policy can mask each column its own way. */
  static String category(Table table, Column column, Scenario scenario) {
    return "user.t" + scenario.tables().indexOf(table) + ".c" + table.columns().indexOf(column);
  }

  private String field(Table table, int index) {
    Column column = table.columns().get(index);
    List<String> parts = new ArrayList<>();
    parts.add("name: " + quoted(column.name()));
    if (column.mask() != null) {
      parts.add("data_categories: [" + category(table, column, scenario) + "]");
    }
    List<String> meta = new ArrayList<>();
    if (table.key().contains(column.name())) {
      meta.add("primary_key: true");
    }
    switch (column.identity()) {
      case EMAIL -> meta.add("identity: email");
      case CLAIM -> meta.add("identity: email, confirmed: false");
      default -> {}
    }
    if (!column.type().written().isEmpty()) {
      meta.add(column.type().written());
    }
    List<String> references = references(table, column);
    if (!references.isEmpty()) {
      meta.add("references: [" + String.join(", ", references) + "]");
    }
    if (!meta.isEmpty()) {
      parts.add("fides_meta: { " + String.join(", ", meta) + " }");
    }
    return String.join(", ", parts);
  }

  private static List<String> references(Table table, Column column) {
    List<String> references = new ArrayList<>();
    for (Reference key : table.references()) {
      int part = key.columns().indexOf(column.name());
      if (key.mapped() && part >= 0) {
        references.add(
            "{ dataset: random, field: %s, direction: from%s }"
                .formatted(
                    quoted(key.parent() + "." + key.parentColumns().get(part)),
                    said(Objects.requireNonNull(key.told()))));
      }
    }
    return references;
  }

  private static String said(Reference.Told told) {
    StringBuilder said = new StringBuilder();
    if (told.tie() != Tie.UNSAID) {
      said.append(", tie: ").append(told.tie().name().toLowerCase(Locale.ROOT));
    }
    When when = told.when();
    if (when != null) {
      said.append(", when: { ").append(quoted(when.column())).append(": [");
      said.append(String.join(", ", when.values())).append("] }");
    }
    return said.toString();
  }
}
