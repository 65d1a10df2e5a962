package fr.oubli.schema.sql;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.OwnerWays;
import fr.oubli.model.datamap.References.Step;
import fr.oubli.model.policy.Rule;
import fr.oubli.model.policy.SubjectRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of one collection belong to those of another, so that a condition on the other bears
 * on them: by references that say whose a row is, or because both are of one person.
 *
 * @param subject null where no collection holds the persons
 */
public record Belonging(DataMap map, @Nullable SubjectRule subject) {

  /** A way of belonging. */
  public enum Kind {
    /** The condition is on the row itself. */
    OWN,
    /** References lead to the row that it is on. */
    REFERENCES,
    /** It is on the accounts of the row's person, all of them. */
    PERSON,
    /** It is on a row above the accounts of the row's person. */
    ABOVE_PERSON,
    /** There is no way, and the condition says nothing of the row. */
    NONE
  }

  /**
   * How the rows of an acted collection belong to those of a conditioned one, in a rule. An account
   * is judged by itself where the rule acts on nothing else of its person; else the person is.
   */
  public Kind of(Rule rule, String acted, String conditioned) {
    boolean persons = isPersons(conditioned);
    if (acted.equals(conditioned)) {
      boolean alone =
          !persons
              || rule.then().keySet().stream()
                  .allMatch(other -> other.equals(acted) || !ofPersons(other));
      return alone ? Kind.OWN : Kind.PERSON;
    }
    if (persons) {
      return ofPersons(acted) ? Kind.PERSON : Kind.NONE;
    }
    if (!waysUp(acted, conditioned).isEmpty()) {
      return Kind.REFERENCES;
    }
    return subject != null
            && ofPersons(acted)
            && !waysUp(subject.collection(), conditioned).isEmpty()
        ? Kind.ABOVE_PERSON
        : Kind.NONE;
  }

  /** Whether a condition of the rule bears on the rows of an acted collection. */
  public boolean bears(Rule rule, String acted) {
    return rule.only().collections().stream().anyMatch(on -> of(rule, acted, on) != Kind.NONE);
  }

  /** The same, by what stands in other rows. */
  public boolean bearsFromElsewhere(Rule rule, String acted) {
    return rule.only().collections().stream()
        .map(on -> of(rule, acted, on))
        .anyMatch(kind -> kind != Kind.NONE && kind != Kind.OWN);
  }

  /**
   * By collection, those whose rows a condition asks for it without a reference to them: the
   * accounts that have an e-mail of the row.
   */
  public Map<String, Set<String>> asking(List<Rule> rules) {
    Map<String, Set<String>> asking = new HashMap<>();
    for (Rule rule : rules) {
      for (String acted : rule.then().keySet()) {
        boolean persons =
            rule.only().collections().stream()
                .map(on -> of(rule, acted, on))
                .anyMatch(kind -> kind == Kind.PERSON || kind == Kind.ABOVE_PERSON);
        if (persons && !isPersons(acted)) {
          asking
              .computeIfAbsent(acted, any -> new HashSet<>())
              .add(Objects.requireNonNull(subject).collection());
        }
      }
    }
    return asking;
  }

  /** The references down by which rows below say what a condition asks of rows of a collection. */
  public List<Step> toldBelow(Rule rule, String acted) {
    List<Step> below = new ArrayList<>();
    for (String on : rule.only().collections()) {
      switch (of(rule, acted, on)) {
        case REFERENCES -> waysUp(acted, on).forEach(below::addAll);
        case PERSON, ABOVE_PERSON -> {
          OwnerWays owners = map.references().owners(Objects.requireNonNull(subject).collection());
          owners.owners(acted).forEach(below::addAll);
          owners.identified(acted).forEach(below::addAll);
        }
        case OWN, NONE -> {}
      }
    }
    return below.stream().filter(Step::down).distinct().toList();
  }

  /** The ways of references by which a row belongs to those of another collection. */
  public List<List<Step>> waysUp(String from, String to) {
    return map.references().owners(to).owners(from);
  }

  private boolean isPersons(String collection) {
    return subject != null && subject.collection().equals(collection);
  }

  /** Whether something ties the rows of a collection to persons. */
  private boolean ofPersons(String collection) {
    if (subject == null || map.collection(collection).isEmpty()) {
      return false;
    }
    OwnerWays owners = map.references().owners(subject.collection());
    List<String> carriers = new ArrayList<>(List.of(collection));
    owners.identified(collection).forEach(way -> carriers.add(Step.end(way)));
    return !owners.owners(collection).isEmpty() || carriers.stream().anyMatch(this::identified);
  }

  private boolean identified(String collection) {
    Collection mapped = map.required(collection);
    return subject != null
        && subject.samePersonBy().stream().anyMatch(kind -> !mapped.identities(kind).isEmpty());
  }
}
