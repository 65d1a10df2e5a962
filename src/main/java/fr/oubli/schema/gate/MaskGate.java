package fr.oubli.schema.gate;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Action;
import fr.oubli.model.policy.Anonymise;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.mask.Misfit;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.MaskedColumn;
import fr.oubli.schema.sql.MaskedField;
import fr.oubli.schema.sql.StagedColumns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/** Every mask fits its column: its type, its length, NOT NULL, UNIQUE and CHECK constraints. */
record MaskGate(DataSource dataSource, Catalog catalog, DataMap map, Policy policy) {

  private static final String COMPUTED =
      "write preserve: PostgreSQL computes it again from what is masked";

  List<Problem> problems() {
    Map<String, Set<List<MaskedField>>> written = new LinkedHashMap<>();
    policy.rules().forEach(rule -> rule.then().forEach((name, act) -> add(name, act, written)));
    List<Problem> problems = new ArrayList<>();
    written.forEach(
        (name, together) ->
            together.forEach(masked -> problems.addAll(problems(map.required(name), masked))));
    return problems.stream().distinct().toList();
  }

  /**
   * What one statement writes together is judged together: each stage alone, and what they add up
   * to.
   */
  private void add(String name, Action action, Map<String, Set<List<MaskedField>>> written) {
    Collection collection = map.required(name);
    Table table = catalog.table(collection);
    Set<List<MaskedField>> together = written.computeIfAbsent(name, any -> new LinkedHashSet<>());
    if (action.masks()) {
      together.add(MaskedField.of(policy, collection, table, action));
    }
    if (action.isStage()) {
      List<String> all = List.copyOf(new StagedColumns(policy, map).of(name));
      together.add(MaskedField.of(policy, collection, table, new Anonymise(all)));
    }
  }

  private List<Problem> problems(Collection collection, List<MaskedField> masked) {
    Table table = catalog.table(collection);
    List<Problem> problems = new ArrayList<>();
    for (MaskedField field : masked) {
      String name = collection.name() + "." + field.field().name();
      misfit(name, field, table)
          .ifPresent(
              misfit ->
                  problems.add(
                      Problem.invalid(
                          field.place(),
                          name + " " + misfit.what(),
                          field.column().generated() ? COMPUTED : misfit.mend())));
    }
    if (problems.isEmpty()) {
      problems.addAll(new CollisionGate(catalog, collection, table, masked).problems());
    }
    return problems.isEmpty()
        ? new MaskTrial(dataSource, policy.zone(), collection, table, masked).problems()
        : problems;
  }

  private static Optional<Misfit> misfit(String name, MaskedField field, Table table) {
    if (!field.keys().isEmpty()) {
      return field.mask().misfitInJson();
    }
    return field.column().generated()
        ? Optional.of(new Misfit("is set by PostgreSQL alone and cannot be rewritten", COMPUTED))
        : field.mask().misfit(name, MaskedColumn.maskedBy(field.mask(), table, field.column()));
  }
}
