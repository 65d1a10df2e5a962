package fr.oubli.schema.gate;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.DataPeriod;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rule;
import fr.oubli.model.policy.RulesFromData;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.sql.Belonging;
import fr.oubli.schema.sql.Belonging.Kind;
import fr.oubli.schema.sql.MappedSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Reads the periods that stand in the data, once per command, and makes plain rules of the rules
 * that have them. Everything that asks how long a rule keeps asks the policy that comes out here.
 */
public final class PeriodsInData {

  private final FoundPeriods found;
  private final MappedSchema schema;
  private final Policy policy;
  private final List<String> refused = new ArrayList<>();

  private PeriodsInData(DataSource dataSource, Catalog catalog, DataMap map, Policy policy) {
    this.schema = new MappedSchema(policy, map, catalog, false);
    this.found = new FoundPeriods(dataSource, schema);
    this.policy = policy;
  }

  /**
   * The policy with a rule for each period, itself where no period stands in the data. The gates
   * have found that policy, map and database fit.
   *
   * @throws Refusal where rows have none and the policy says that nothing runs then
   */
  public static Policy read(DataSource dataSource, Catalog catalog, DataMap map, Policy policy) {
    return policy.rules().stream().anyMatch(rule -> rule.keep().inData().isPresent())
        ? new PeriodsInData(dataSource, catalog, map, policy).read()
        : policy;
  }

  private Policy read() {
    List<Rule> rules = new ArrayList<>();
    for (Rule rule : policy.rules()) {
      Optional<DataPeriod> inData = rule.keep().inData();
      if (inData.isPresent()) {
        rules.addAll(made(rule, inData.get()));
      } else {
        rules.add(rule);
      }
    }
    if (!refused.isEmpty()) {
      throw new Refusal(ExitCode.REFUSED, refused);
    }
    return policy.withRules(rules);
  }

  private List<Rule> made(Rule rule, DataPeriod period) {
    FoundPeriods.Found periods = found.of(rule, period);
    refused.addAll(periods.refused());
    return periods.refused().isEmpty()
        ? RulesFromData.of(rule, period, periods.rows(), several(rule, period))
        : List.of();
  }

  /** Whether a row may belong to several rows of the column's collection. */
  private boolean several(Rule rule, DataPeriod period) {
    String on = period.column().collection();
    Belonging belonging = schema.belonging();
    return rule.then().keySet().stream()
        .anyMatch(
            acted -> {
              Kind kind = belonging.of(rule, acted, on);
              return kind != Kind.OWN && (kind != Kind.REFERENCES || !leadsToOne(acted, on));
            });
  }

  private boolean leadsToOne(String acted, String on) {
    return schema.waysUp(acted, on).size() == 1
        && schema.waysUp(acted, on).get(0).stream().allMatch(schema::leadsToOne);
  }
}
