package fr.oubli.decision.statement;

import fr.oubli.decision.clock.RuleTarget;
import fr.oubli.model.policy.Action;
import fr.oubli.model.policy.Clock;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rule;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;

/** The rule that ends the intermediate archive of a collection. */
public final class ArchiveEndRule {

  private ArchiveEndRule() {}

  /**
   * @throws Refusal when nothing would ever end the archive, or the clock that would is a person's
   */
  public static Rule ruleFor(Policy policy, RuleTarget target) {
    String collection = target.collection().name();
    return policy.rules().stream()
        .filter(rule -> rule.then().get(collection) instanceof Action.Delete)
        .filter(rule -> !(rule.starts() instanceof Clock.LatestOfSubject))
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal(
                    ExitCode.INVALID,
                    target.rule().place()
                        + ": "
                        + collection
                        + " is archived and no rule ends its archive; add a rule that deletes "
                        + collection
                        + " by the row's date or the fiscal year"));
  }
}
