package fr.oubli.schema.gate;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Action;
import fr.oubli.model.policy.Policy;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * No rewrite rule of PostgreSQL stands on what is done to a table: it would do something else than
 * the statement and its evidence say.
 */
record RewriteGate(Catalog catalog, DataMap map, Policy policy) {

  List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    policy
        .rules()
        .forEach(rule -> rule.then().forEach((name, action) -> problems.addAll(on(name, action))));
    return problems;
  }

  private List<Problem> on(String name, Action action) {
    boolean deletes = action.removesRow();
    Table table = catalog.table(map.required(name));
    return table.traits().rewrites().stream()
        .filter(rewrite -> rewrite.onDelete() == deletes)
        .map(
            rewrite ->
                Problem.refused(
                    "the rule %s of %s rewrites %s, so that nobody can tell what is done to a row;"
                            .formatted(
                                rewrite.name(), SqlName.of(table), deletes ? "DELETE" : "UPDATE")
                        + " make it a trigger, or take "
                        + name
                        + " out of 'then'"))
        .toList();
  }
}
