package fr.oubli.model.policy;

import fr.oubli.model.yaml.Faults;
import fr.oubli.model.yaml.Mapping;
import fr.oubli.model.yaml.NearestWord;
import java.time.Period;
import java.util.List;

/**
 * Compares the parts of one rule with each other. A part that has no effect beside the others would
 * mislead whoever reads the policy, and is a fault.
 */
final class RuleChecks {

  private final Faults faults;
  private final Mapping block;
  private final Rule rule;

  RuleChecks(Faults faults, Mapping block, Rule rule) {
    this.faults = faults;
    this.block = block;
    this.rule = rule;
  }

  void check() {
    if (block.has("unless-has") && !rule.starts().perSubject()) {
      faults.add(
          block.placeOf("unless-has"),
          "'unless-has' asks what a person has, but the clock is not per person",
          "use starts: { latest: [...], per: subject }, or remove it");
    }
    if (block.has("needs") && rule.keep().bound() == Keep.Bound.AT_MOST) {
      faults.add(
          block.placeOf("needs"),
          "'needs' belongs to a minimum, and this rule keeps at most",
          "use keep: { at-least: ... }, or remove it");
    }
    rule.announced().ifPresent(this::announced);
    rule.needs().keySet().forEach(collection -> acted("needs", collection));
  }

  /** Documents end by the year, whatever their person does; and a period is not all warning. */
  private void announced(Period announced) {
    if (rule.starts().byFiscalYear()) {
      faults.add(
          block.placeOf("announced"),
          "'announced' asks people before their inactivity ends something, and this clock goes by"
              + " fiscal years",
          "remove it");
    }
    if (rule.keep().inData().isEmpty()
        && !PeriodLength.isShorter(announced, rule.keep().period())) {
      faults.add(
          block.placeOf("announced"),
          "'announced' is not shorter than the period",
          "write a shorter one, such as P60D");
    }
  }

  private void acted(String key, String collection) {
    List<String> acted = block.mapping("then").map(Mapping::keys).orElse(List.of());
    if (!acted.contains(collection)) {
      faults.add(
          block.placeOf(key),
          "'" + key + "' names '" + collection + "', on which this rule does not act",
          NearestWord.mend(collection, acted, "name a collection of 'then'"));
    }
  }
}
