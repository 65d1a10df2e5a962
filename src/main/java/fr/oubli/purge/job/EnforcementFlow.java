package fr.oubli.purge.job;

import fr.oubli.decision.Enforcement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.batch.core.step.Step;

/**
 * The part of the night that hangs on the policy: one step for each rule and collection with rows
 * to act on, repeated while that helps. What has nothing to do makes no step; the verification asks
 * about it all the same.
 */
final class EnforcementFlow {

  private final List<EnforcementProgress> enforcements;
  private final EnforcementSteps steps;

  EnforcementFlow(List<EnforcementProgress> enforcements, EnforcementSteps steps) {
    this.enforcements = List.copyOf(enforcements);
    this.steps = steps;
  }

  void addTo(StepSequence night) {
    Map<EnforcementProgress, Step> all = new LinkedHashMap<>();
    rounds().forEach(round -> all.putAll(addTo(night, round)));
    List<EnforcementProgress> inOrder = List.copyOf(all.keySet());
    inOrder.stream()
        .filter(one -> one.enforcement().staysWithWhole())
        .findFirst()
        .ifPresent(
            first ->
                // What referred to a whole may have gone after the parts were looked at.
                night.repeatFrom(
                    Objects.requireNonNull(all.get(first)),
                    new RoundDecider(inOrder.subList(inOrder.indexOf(first), inOrder.size()))));
  }

  private Map<EnforcementProgress, Step> addTo(
      StepSequence night, List<EnforcementProgress> round) {
    Map<EnforcementProgress, Step> enforcing = new LinkedHashMap<>();
    for (EnforcementProgress one : round) {
      steps.partitions(one).ifPresent(night::then);
      Step step = steps.enforcing(one);
      night.then(step);
      night.repeatFrom(step, new PassDecider(one));
      enforcing.put(one, step);
    }
    if (enforcing.size() > 1) {
      night.repeatFrom(
          Objects.requireNonNull(enforcing.get(round.get(0))), new RoundDecider(round));
    }
    return enforcing;
  }

  /** Enforcements that follow each other and may free each other's rows make one round. */
  private List<List<EnforcementProgress>> rounds() {
    List<List<EnforcementProgress>> rounds = new ArrayList<>();
    for (EnforcementProgress one : enforcements) {
      if (one.planned().actionable() > 0) {
        if (rounds.isEmpty() || !freeEachOther(last(last(rounds)), one)) {
          rounds.add(new ArrayList<>());
        }
        last(rounds).add(one);
      }
    }
    return rounds;
  }

  private static <T> T last(List<T> list) {
    return list.get(list.size() - 1);
  }

  private static boolean freeEachOther(EnforcementProgress before, EnforcementProgress after) {
    Enforcement one = before.enforcement();
    Enforcement other = after.enforcement();
    return one.freesItsOwn() && other.freesItsOwn() && one.collection().equals(other.collection());
  }
}
