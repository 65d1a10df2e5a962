package fr.oubli.schema.gate;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Accounting;
import fr.oubli.model.policy.Objection;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.SubjectRule;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a rule acts on has a key, by which evidence names its rows. A table without one can be
 * mapped, searched and exported, and no more.
 */
record KeyGate(Catalog catalog, DataMap map, Policy policy) {

  List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    for (String name : acted()) {
      map.collection(name)
          .filter(collection -> catalog.find(collection).isPresent())
          .filter(collection -> catalog.table(collection).primaryKey().isEmpty())
          // Where the map marks one, that it is none is told already.
          .filter(collection -> collection.primaryKey().isEmpty())
          .ifPresent(collection -> problems.add(keyless(collection, catalog.table(collection))));
    }
    return problems;
  }

  Set<String> acted() {
    Set<String> acted = new LinkedHashSet<>();
    policy.rules().forEach(rule -> acted.addAll(rule.then().keySet()));
    Optional.ofNullable(policy.subject()).map(SubjectRule::collection).ifPresent(acted::add);
    Optional.ofNullable(policy.accounting()).map(Accounting::documents).ifPresent(acted::add);
    policy.objections().stream().map(Objection::collection).forEach(acted::add);
    acted.addAll(policy.files().keySet());
    return acted;
  }

  private static Problem keyless(Collection collection, Table table) {
    String name = collection.schema() + "." + collection.table();
    return Problem.invalid(
        collection.place(),
        table.keyCandidates().isEmpty()
            ? "table "
                + name
                + " has no primary key, nor a unique index over NOT NULL columns, and the policy acts"
                + " on its rows"
            : "table %s has no primary key, and (%s) is personal, so that evidence may not name rows by it"
                .formatted(name, String.join(", ", table.keyCandidates().get(0))),
        "give it one: " + table.keyStatement());
  }
}
