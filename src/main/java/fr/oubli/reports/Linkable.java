package fr.oubli.reports;

import fr.oubli.model.policy.Policy;

/** Whether accounting documents outlive the rows that they can be joined to. */
final class Linkable {

  private Linkable() {}

  static boolean by(Policy policy) {
    return policy.rules().stream().anyMatch(rule -> rule.starts().byFiscalYear());
  }
}
