package fr.oubli.schema.sql;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.References;
import fr.oubli.model.datamap.References.Step;
import fr.oubli.model.policy.SubjectRule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The ways from rows that stand above the rows of persons, such as courses, down to the first rows
 * that are somebody's, such as enrolments, and from there to whose they are.
 */
public final class WaysBelow {

  private final DataMap map;
  private final References references;
  private final SubjectRule subject;

  public WaysBelow(DataMap map, SubjectRule subject) {
    this.map = map;
    this.references = map.references();
    this.subject = subject;
  }

  /** The ways to accounts. */
  public List<List<Step>> accounts(String from) {
    List<List<Step>> ways = new ArrayList<>();
    for (List<Step> down : chains(from)) {
      for (List<Step> owner : owners(end(down))) {
        if (owner.stream().noneMatch(step -> step.to().equals(from))) {
          List<Step> way = new ArrayList<>(down);
          way.addAll(owner);
          ways.add(List.copyOf(way));
        }
      }
    }
    return ways;
  }

  /** The ways to rows that carry an identity in the place of an account, or beside it. */
  public List<List<Step>> identified(String from) {
    return chains(from).stream().filter(down -> carriesIdentity(end(down))).toList();
  }

  /** Whether an identity that the row carries, or the accounts of its owners, tell whose it is. */
  boolean isSomebodys(String collection) {
    return !owners(collection).isEmpty() || carriesIdentity(collection);
  }

  private List<List<Step>> chains(String from) {
    List<List<Step>> found = new ArrayList<>();
    collect(from, new ArrayDeque<>(), new HashSet<>(Set.of(from)), found);
    return found;
  }

  private void collect(String from, Deque<Step> way, Set<String> met, List<List<Step>> found) {
    for (Step step : references.stepsDown(from)) {
      if (!met.contains(step.to())) {
        way.addLast(step);
        if (isSomebodys(step.to())) {
          found.add(List.copyOf(way));
        } else {
          met.add(step.to());
          collect(step.to(), way, met, found);
          met.remove(step.to());
        }
        way.removeLast();
      }
    }
  }

  private static String end(List<Step> down) {
    return down.get(down.size() - 1).to();
  }

  private List<List<Step>> owners(String collection) {
    return references.owners(subject.collection()).owners(collection);
  }

  private boolean carriesIdentity(String collection) {
    return !collection.equals(subject.collection())
        && subject.samePersonBy().stream()
            .anyMatch(kind -> !map.required(collection).identities(kind).isEmpty());
  }
}
