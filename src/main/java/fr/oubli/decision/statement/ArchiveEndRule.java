package fr.oubli.decision.statement;

import fr.oubli.decision.clock.RuleTarget;
import fr.oubli.model.policy.Action;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rule;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;

/**
 * The rule that ends the intermediate archive of a collection. It cannot be a rule of persons:
 * their starting date moves with each new event, and the archive keeps the one that a row had when
 * it left. Nor can it be one by an end, which may not have come by then.
 */
public final class ArchiveEndRule {

  private ArchiveEndRule() {}

  /**
   * The first rule that deletes the collection by a date of its own.
   *
   * @throws Refusal where there is none, so that nothing would ever end the archive
   */
  public static Rule ruleFor(Policy policy, RuleTarget target) {
    String collection = target.collection().name();
    return policy.rules().stream()
        .filter(rule -> rule.action(collection).filter(Action::destroys).isPresent())
        .filter(rule -> !rule.starts().perSubject() && rule.starts().ends().isEmpty())
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
