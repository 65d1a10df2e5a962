package fr.oubli.setup.draft;

import fr.oubli.schema.catalog.Column;
import fr.oubli.setup.clues.TableFacts;
import java.util.List;
import java.util.Set;

/**
 * In which zone an application writes timestamps without one. No value tells it, and a wrong guess
 * ends what was written in the last hours of a year a year too early; so the draft asks.
 */
record ZoneQuestion(Draft draft, String schema) {

  private static final Set<String> NAIVE = Set.of("timestamp", "tsrange", "tsmultirange");
  private static final int NAMED = 3;

  /** What stands above the line that the answer belongs into; nothing where no column asks. */
  List<String> lines() {
    List<String> columns =
        draft.mapped().stream()
            .filter(facts -> facts.table().schema().equals(schema))
            .flatMap(
                facts ->
                    facts.table().columns().stream()
                        .filter(column -> NAIVE.contains(column.baseType()))
                        .map(column -> named(facts, column)))
            .toList();
    if (columns.isEmpty()) {
      return List.of();
    }
    int more = columns.size() - NAMED;
    String some =
        String.join(", ", columns.subList(0, Math.min(NAMED, columns.size())))
            + (more > 0 ? " and " + more + " more" : "");
    return List.of(
        "DECIDE: in which zone does the application write timestamps without one ("
            + Yaml.comment(some)
            + ")?",
        "Many write UTC: then add written-in: UTC between the braces below, or under a table's or a"
            + " column's fides_meta.",
        "Without it they are read by the clocks of the policy's zone.");
  }

  private String named(TableFacts facts, Column column) {
    return draft.names().written(facts.table()) + "." + column.name();
  }
}
