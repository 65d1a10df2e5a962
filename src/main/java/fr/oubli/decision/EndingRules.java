package fr.oubli.decision;

import fr.oubli.decision.person.RuleReach;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Action;
import fr.oubli.model.policy.Keep;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.Sql;
import fr.oubli.schema.sql.StagedColumns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rules by which a request of erasure ends rows, in the order in which they act. */
record EndingRules(Policy policy, DataMap map, MappedSchema schema) {

  /**
   * The first rule that ends every row of a collection whole, after the rules before it that end
   * some. Where none ends every row, each stage ends its part of those that are left.
   */
  List<Rule> of(String collection) {
    List<Rule> rules = new ArrayList<>();
    for (Rule rule : policy.rules()) {
      if (ends(rule) && isWhole(rule, collection)) {
        rules.add(rule);
        if (!schema.belonging().bears(rule, collection)) {
          return rules;
        }
      }
    }
    rules.addAll(stages(collection));
    return rules;
  }

  /** The rules of a collection whose basis outlives the request; those of whole rows first. */
  List<Rule> lasting(String collection) {
    return policy.rules().stream()
        .filter(rule -> rule.then().containsKey(collection) && !ends(rule))
        .sorted(Comparator.comparing(rule -> !isWhole(rule, collection)))
        .toList();
  }

  /**
   * The rows that a lasting rule keeps. Of the rules that a period in the data makes of one, each
   * keeps its own, and the first also what belongs to nothing that says a period.
   */
  Sql lastingPart(Rule rule, String alias, String collection) {
    List<Rule> all =
        lasting(collection).stream().filter(each -> each.written().equals(rule.written())).toList();
    return all.indexOf(rule) > 0
        ? includes(rule, collection, alias)
        : Sql.any(all.stream().skip(1).map(each -> includes(each, collection, alias)).toList())
            .not();
  }

  /** No rule ends the whole row, nor do the stages together. */
  Sql unended(String alias, String collection) {
    List<Rule> stages = stages(collection);
    List<Rule> rules = new ArrayList<>(of(collection));
    rules.removeAll(stages);
    List<Sql> ways = new ArrayList<>();
    rules.forEach(rule -> ways.add(includes(rule, collection, alias)));
    if (endsInStages(collection)) {
      ways.add(allCome(stages, alias, collection));
    }
    return Sql.any(ways).not();
  }

  /** Of the rules that a period in the data makes of one stage, one comes to each row. */
  private Sql allCome(List<Rule> stages, String alias, String collection) {
    Map<String, List<Sql>> ways = new LinkedHashMap<>();
    stages.forEach(
        rule ->
            ways.computeIfAbsent(rule.written(), any -> new ArrayList<>())
                .add(includes(rule, collection, alias)));
    return Sql.all(ways.values().stream().map(Sql::any).toList());
  }

  /** Nothing personal is left of a row to which all stages have come. */
  boolean endsInStages(String collection) {
    return !stages(collection).isEmpty()
        && policy.rules().stream()
            .filter(rule -> rule.action(collection).filter(Action::isStage).isPresent())
            .allMatch(EndingRules::ends)
        && new StagedColumns(policy, map).left(map.required(collection)).isEmpty();
  }

  private List<Rule> stages(String collection) {
    return policy.rules().stream()
        .filter(EndingRules::ends)
        .filter(rule -> rule.then().containsKey(collection) && !isWhole(rule, collection))
        .toList();
  }

  private Sql includes(Rule rule, String collection, String alias) {
    return new RuleReach(schema, rule, collection).includes(alias, LookupStyle.PROBES);
  }

  private static boolean isWhole(Rule rule, String collection) {
    return rule.action(collection).filter(action -> !action.isStage()).isPresent();
  }

  private static boolean ends(Rule rule) {
    return rule.keep().bound() == Keep.Bound.AT_MOST && !rule.keptOnErasure();
  }
}
