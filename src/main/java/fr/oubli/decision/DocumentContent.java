package fr.oubli.decision;

import fr.oubli.model.policy.Action;
import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What archiving keeps of a document, as one jsonb object that is the same in every session and on
 * both sides of the archive. A moment is written as in UTC there, since its text would otherwise
 * name the session's zone.
 *
 * @param documents the collection of accounting documents
 */
record DocumentContent(MappedSchema schema, String documents) {

  private static final String ROW = "t";

  /** Of a document of the active base. */
  Sql active() {
    return kept(
        Sql.of("to_jsonb(" + ROW + ".*)"),
        moment ->
            Sql.format("{} at time zone 'UTC'", schema.column(ROW, documents, moment.name())));
  }

  /** Of a document in the archive. */
  Sql archived() {
    return kept(
        Sql.of("t.content"),
        moment -> Sql.of("(t.content ->> ?)::timestamptz at time zone 'UTC'", moment.name()));
  }

  private Sql kept(Sql all, Function<Column, Sql> inUtc) {
    List<Sql> dropped =
        table().columns().stream()
            .filter(column -> !isKept(column))
            .map(column -> Sql.of("?", column.name()))
            .toList();
    Sql kept =
        dropped.isEmpty() ? all : Sql.format("{} - array[{}]::text[]", all, Sql.list(dropped));
    List<Sql> moments = new ArrayList<>();
    for (Column moment : moments()) {
      moments.add(Sql.of("?::text", moment.name()));
      moments.add(inUtc.apply(moment));
    }
    return moments.isEmpty()
        ? kept
        : Sql.format("({}) || jsonb_build_object({})", kept, Sql.list(moments));
  }

  private List<Column> moments() {
    return table().columns().stream()
        .filter(column -> column.baseType().equals("timestamptz"))
        .filter(this::isKept)
        .toList();
  }

  private boolean isKept(Column column) {
    List<String> kept = keptColumns();
    return kept.isEmpty() || kept.contains(column.name());
  }

  /** Empty for all. */
  private List<String> keptColumns() {
    return schema.policy().rules().stream()
        .flatMap(rule -> rule.action(documents).stream())
        .filter(Action::archives)
        .findFirst()
        .map(Action::archivedColumns)
        .orElse(List.of());
  }

  private Table table() {
    return schema.table(documents);
  }
}
