package fr.oubli.schema.gate;

import fr.oubli.model.policy.Accounting;
import fr.oubli.model.policy.Action;
import fr.oubli.model.policy.DataPeriod;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rule;
import fr.oubli.model.yaml.Faults;
import java.util.Optional;

/** Judges periods that stand in the data by what the map and the rest of the policy say. */
record PeriodsAgainstMap(Policy policy, MapNames names, Faults faults) {

  void check() {
    for (Rule rule : policy.rules()) {
      rule.keep().inData().ifPresent(period -> check(rule, period));
    }
  }

  private void check(Rule rule, DataPeriod period) {
    names.column(period.column(), period.place());
    Optional.ofNullable(policy.accounting()).ifPresent(books -> accounting(rule, period, books));
  }

  /** Their report and their approval tell one period for all documents. */
  private void accounting(Rule rule, DataPeriod period, Accounting books) {
    boolean ends =
        rule.starts().byFiscalYear()
            && rule.action(books.documents()).filter(Action::destroys).isPresent();
    if (ends) {
      faults.add(
          period.place(),
          "'%s' ends the accounting documents '%s', which all have one period"
              .formatted(rule.name(), books.documents()),
          "write it, such as keep: { at-least: P10Y }");
    }
  }
}
