package fr.oubli.decision;

import fr.oubli.exit.ExitCode;
import fr.oubli.exit.Refusal;
import fr.oubli.policy.Action;
import fr.oubli.policy.Clock;
import fr.oubli.policy.Policy;
import fr.oubli.policy.Rule;

/** The rule that ends the intermediate archive of a collection. */
final class Governing {

  private Governing() {}

  /**
   * @throws Refusal when nothing would ever end the archive, or the clock that would is a person's
   */
  static Rule ruleFor(Policy policy, Task task) {
    String collection = task.collection().name();
    return policy.rules().stream()
        .filter(rule -> rule.then().get(collection) instanceof Action.Delete)
        .filter(rule -> !(rule.starts() instanceof Clock.LatestOfSubject))
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal(
                    ExitCode.INVALID,
                    task.rule().place()
                        + ": "
                        + collection
                        + " is archived and no rule ends its archive; add a rule that deletes "
                        + collection
                        + " by the row's date or the fiscal year"));
  }
}
