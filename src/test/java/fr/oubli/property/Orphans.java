package fr.oubli.property;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes rows out of a case whose references lead to no row: PostgreSQL would refuse them. */
record Orphans(Scenario scenario) {

  /** The case without those rows and without the rows that referred to them. */
  Scenario gone() {
    Scenario fewer =
        scenario.tables(
            scenario.tables().stream()
                .map(
                    table ->
                        table.rows(
                            table.rows().stream().filter(row -> isWhole(table, row)).toList()))
                .toList());
    return fewer.equals(scenario) ? scenario : new Orphans(fewer).gone();
  }

  private boolean isWhole(Table table, Row row) {
    return table.references().stream()
        .filter(key -> key.key() != null)
        .allMatch(key -> leads(key, row));
  }

  private boolean leads(Reference key, Row row) {
    List<@Nullable String> wanted = row.get(key.columns());
    Set<List<@Nullable String>> there = new HashSet<>();
    scenario
        .table(key.parent())
        .rows()
        .forEach(parent -> there.add(parent.get(key.parentColumns())));
    return wanted.contains(null) || there.contains(wanted);
  }
}
