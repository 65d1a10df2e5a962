package fr.oubli.model.policy;

import fr.oubli.model.yaml.Place;
import java.util.List;
import java.util.Map;

/**
 * A deletion rule: starting point, period, and what is done to each collection.
 *
 * @param cites where the policy promises it, or the guidance followed where it is silent
 * @param silent the policy says nothing: every report marks the rule so
 * @param only the rows it bears on, per collection; no condition means all
 * @param unlessHas persons with a row in one of these collections are outside the rule
 * @param then the action per collection, in the file's order
 * @param keptOnErasure a person's request does not end it before its time: the basis outlives it
 * @param needs for a minimum: the columns it needs per collection, where another rule would act
 *     earlier; a collection that is not listed is needed whole
 */
public record Rule(
    String name,
    Citation cites,
    String basis,
    boolean silent,
    boolean keptOnErasure,
    Clock starts,
    Keep keep,
    Filter only,
    List<String> unlessHas,
    Map<String, Action> then,
    Map<String, List<String>> needs,
    Place place) {

  public Rule {
    unlessHas = List.copyOf(unlessHas);
    then = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(then));
    needs = Map.copyOf(needs);
  }
}
