package fr.oubli.schema.gate;

import fr.oubli.model.policy.Action;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.RefusalClock;
import fr.oubli.model.policy.Rule;
import fr.oubli.model.yaml.Faults;
import java.time.LocalDate;
import java.time.Period;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Compares a clock of refusals with the map, and the period of the choices with that of what they
 * are about: a choice that went first could be asked no more.
 */
record RefusalsAgainstMap(Policy policy, MapNames names, Faults faults) {

  void check(Rule rule, RefusalClock clock) {
    clock.reads(rule.then().keySet()).stream()
        .filter(column -> !column.equals(clock.chosen()))
        .forEach(column -> names.column(column, rule.place()));
    for (String acted : names.known(rule.then().keySet())) {
      if (acted.equals(clock.choices())) {
        faults.add(
            rule.place(),
            "'%s' acts on '%s', whose rows are the choices themselves"
                .formatted(rule.name(), acted),
            "give them a rule with a clock of their own");
      } else {
        outlives(rule, clock, acted);
      }
    }
  }

  /** The choices are there as long as anything that they are about. */
  private void outlives(Rule rule, RefusalClock clock, String acted) {
    Optional<Period> longest =
        ending(acted)
            .filter(each -> !each.name().equals(rule.name()))
            .max(Comparator.comparing(each -> end(each.keep().period())))
            .map(each -> each.keep().period());
    ending(clock.choices())
        .filter(
            each ->
                longest
                    .filter(period -> end(each.keep().period()).isBefore(end(period)))
                    .isPresent())
        .forEach(
            each ->
                faults.add(
                    each.place(),
                    "'%s' ends a choice after %s, and '%s', which it speaks of, are kept for %s"
                        .formatted(each.name(), each.keep().period(), acted, longest.orElseThrow()),
                    "keep choices at least as long"));
  }

  private Stream<Rule> ending(String collection) {
    return policy.rules().stream()
        .filter(each -> each.keep().inData().isEmpty())
        .filter(each -> each.action(collection).filter(Action::removesRow).isPresent());
  }

  private static LocalDate end(Period period) {
    return LocalDate.EPOCH.plus(period);
  }
}
