package fr.oubli.model.policy;

import fr.oubli.model.yaml.Label;
import fr.oubli.model.yaml.Place;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A deletion rule: a starting point, a retention period, and what is done to each collection. */
public record Rule(
    String name,
    Justification justification,
    Clock starts,
    Keep keep,
    Reach reach,
    Treatment treatment,
    Place place) {

  /**
   * Why the rule is as it is.
   *
   * @param cites where the policy promises it, or the guidance followed where it is silent
   * @param basis the legal basis
   * @param silent the policy says nothing: every report marks the rule so
   * @param keptOnErasure a person's request does not end it before its time, as its basis outlives
   *     the request
   * @param label what people read for the rule's name; null where nobody said it
   */
  public record Justification(
      Citation cites, String basis, boolean silent, boolean keptOnErasure, @Nullable Label label) {

    /** One of a rule that has no label. */
    public Justification(Citation cites, String basis, boolean silent, boolean keptOnErasure) {
      this(cites, basis, silent, keptOnErasure, null);
    }

    Justification labelled(Label other) {
      return new Justification(cites, basis, silent, keptOnErasure, other);
    }
  }

  /**
   * Which rows the rule bears on.
   *
   * @param only conditions per collection; all rows where there is none
   * @param unlessHas persons with a row in one of these collections are outside the rule
   */
  public record Reach(Filter only, List<String> unlessHas) {

    public Reach {
      unlessHas = List.copyOf(unlessHas);
    }
  }

  /**
   * What is done to rows.
   *
   * @param then the action per collection, in the file's order
   * @param needs for a minimum: the columns that it needs per collection, where another rule would
   *     act earlier; a collection that is not listed is needed whole
   * @param announced how long before its end people are asked whether they stay; null where nobody
   *     is
   */
  public record Treatment(
      Map<String, Action> then, Map<String, List<String>> needs, @Nullable Period announced) {

    /** What is done without asking anybody. */
    public Treatment(Map<String, Action> then, Map<String, List<String>> needs) {
      this(then, needs, null);
    }

    public Treatment {
      then = Collections.unmodifiableMap(new LinkedHashMap<>(then));
      needs = Map.copyOf(needs);
    }
  }

  public Citation cites() {
    return justification.cites();
  }

  public String basis() {
    return justification.basis();
  }

  public boolean silent() {
    return justification.silent();
  }

  public boolean keptOnErasure() {
    return justification.keptOnErasure();
  }

  /** What people read for its name; empty where nobody said it. */
  public Optional<Label> label() {
    return Optional.ofNullable(justification.label());
  }

  /** The same rule by another label. */
  Rule labelled(Label label) {
    return new Rule(name, justification.labelled(label), starts, keep, reach, treatment, place);
  }

  /** The conditions of the rule, with those under which its period is a row's. */
  public Filter only() {
    Filter period = keep.source().condition();
    if (period.isEmpty()) {
      return reach.only();
    }
    List<Filter> all = new ArrayList<>(reach.only().necessary());
    all.addAll(period.necessary());
    return Filter.all(all);
  }

  /** The name of the rule in the policy: that of several, where its period stands in the data. */
  public String written() {
    return keep.read().map(ReadPeriod::written).orElse(name);
  }

  /** Whether a person who writes the name means this rule. */
  public boolean isCalled(String asked) {
    return name.equals(asked) || written().equals(asked);
  }

  /** The same rule for rows of one period. */
  Rule renamed(String other, Keep period) {
    return new Rule(other, justification, starts, period, reach, treatment, place);
  }

  /** The same rule for the rows that a condition picks, whatever their period. */
  public Rule on(Filter condition) {
    List<Filter> all = new ArrayList<>(reach.only().necessary());
    all.addAll(condition.necessary());
    Keep fixed = new Keep(keep.period(), keep.bound());
    Reach other = new Reach(Filter.all(all), unlessHas());
    return new Rule(name, justification, starts, fixed, other, treatment, place);
  }

  public List<String> unlessHas() {
    return reach.unlessHas();
  }

  public Map<String, Action> then() {
    return treatment.then();
  }

  public Map<String, List<String>> needs() {
    return treatment.needs();
  }

  /** How long before the end of the period people are asked; empty where nobody is. */
  public Optional<Period> announced() {
    return Optional.ofNullable(treatment.announced());
  }

  /** What the rule does to a collection; empty where it does not act on it. */
  public Optional<Action> action(String collection) {
    return Optional.ofNullable(then().get(collection));
  }
}
