package fr.oubli.decision.statement;

import fr.oubli.decision.clock.RuleTarget;
import fr.oubli.model.policy.Action;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rule;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.util.List;
import java.util.Optional;

/**
 * The rule that ends the intermediate archive of a collection. It cannot be a rule of persons:
 * their starting date moves with each new event, and the archive keeps the one that a row had when
 * it left. Nor can it be one by an end, which may not have come by then, unless the row was
 * archived by that very end.
 */
public final class ArchiveEndRule {

  private ArchiveEndRule() {}

  /**
   * The first rule that deletes the collection by a date of its own; where there is none, the first
   * by the end that archived it.
   *
   * @throws Refusal where there is none, so that nothing would ever end the archive
   */
  public static Rule ruleFor(Policy policy, RuleTarget target) {
    String collection = target.collection().name();
    List<Rule> deleting =
        policy.rules().stream()
            .filter(rule -> rule.action(collection).filter(Action::destroys).isPresent())
            .filter(rule -> rule.starts().rowDate().isPresent())
            .toList();
    Optional<ColumnName> date = target.rule().starts().rowDate();
    return deleting.stream()
        .filter(rule -> rule.starts().ends().isEmpty())
        .findFirst()
        .or(
            () ->
                deleting.stream().filter(rule -> rule.starts().rowDate().equals(date)).findFirst())
        .orElseThrow(
            () ->
                new Refusal(
                    ExitCode.INVALID,
                    target.rule().place()
                        + ": "
                        + collection
                        + " is archived and no rule ends its archive; add a rule that deletes "
                        + collection
                        + " by the row's date, the fiscal year or the end that archives it"));
  }
}
