package fr.oubli.schema.sql;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.References.Step;
import fr.oubli.model.policy.SubjectRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The ways from rows to the persons whom they concern, as the map says them and as PostgreSQL joins
 * them: the columns of one foreign key are one way. Without a collection of persons there is none.
 */
public final class PersonWays {

  private final DataMap map;
  private final ReferenceJoin joins;
  private final @Nullable SubjectRule subject;
  private final Map<String, List<List<Step>>> owners = new ConcurrentHashMap<>();
  private final Map<String, List<List<Step>>> parties = new ConcurrentHashMap<>();
  private final Map<String, List<List<Step>>> identified = new ConcurrentHashMap<>();
  private final ListedIdentities listed;
  private final Map<Step, List<String>> joinedBy = new ConcurrentHashMap<>();

  public PersonWays(DataMap map, ReferenceJoin joins, @Nullable SubjectRule subject) {
    this.map = map;
    this.joins = joins;
    this.subject = subject;
    this.listed = new ListedIdentities(map, joins.catalog());
  }

  /** The ways that say whose a row is; an empty way for a row that is a person. */
  public List<List<Step>> owners(String collection) {
    return subject == null
        ? List.of()
        : owners.computeIfAbsent(
            collection,
            from -> distinct(map.references().owners(subject.collection()).owners(from), Set.of()));
  }

  /** The ways to others whom a row concerns. */
  public List<List<Step>> parties(String collection) {
    return subject == null
        ? List.of()
        : parties.computeIfAbsent(
            collection,
            from ->
                distinct(
                    map.references().parties(subject.collection()).of(from), joined(owners(from))));
  }

  /**
   * The first of these, and all where there are fewer: a map can have more of them than anybody
   * reads, where rows of very many collections refer to one row, such as that of the clerk who
   * wrote them.
   */
  public List<List<Step>> firstParties(String collection, int most) {
    List<List<Step>> known = parties.get(collection);
    if (subject == null || known != null) {
      return known == null ? List.of() : known.stream().limit(most).toList();
    }
    Set<List<List<String>>> own = joined(owners(collection));
    for (int asked = most; ; asked *= 2) {
      List<List<Step>> first =
          map.references().parties(subject.collection()).first(collection, asked);
      List<List<Step>> ways = distinct(first, own);
      if (ways.size() >= most || first.size() < asked) {
        return ways.stream().limit(most).toList();
      }
    }
  }

  /**
   * The ways down to what has an identity that says whose a row is: rows below, and the elements of
   * an array of the row itself or of a row below.
   */
  public List<List<Step>> identified(String collection) {
    if (subject == null) {
      return List.of();
    }
    List<List<Step>> ways = new ArrayList<>();
    listed.below(collection).forEach(step -> ways.add(List.of(step)));
    ways.addAll(withElements(identifiedByRows(collection)));
    return ways;
  }

  /** Each way, and from its end those to the elements of arrays of identities. */
  private List<List<Step>> withElements(List<List<Step>> toRows) {
    List<List<Step>> ways = new ArrayList<>();
    for (List<Step> way : toRows) {
      ways.add(way);
      listed.below(Step.end(way)).forEach(step -> ways.add(followed(way, step)));
    }
    return ways;
  }

  static List<Step> followed(List<Step> way, Step step) {
    List<Step> longer = new ArrayList<>(way);
    longer.add(step);
    return List.copyOf(longer);
  }

  /** The elements of arrays of identities, as rows below. */
  ListedIdentities listed() {
    return listed;
  }

  /** Whether a way ends at an element of an array. */
  public boolean endsInList(List<Step> way) {
    return !way.isEmpty() && listed.has(Step.end(way));
  }

  /** The ways down to rows whose identities say whose a row is. */
  public List<List<Step>> identifiedByRows(String collection) {
    return subject == null
        ? List.of()
        : identified.computeIfAbsent(
            collection,
            from ->
                distinct(map.references().owners(subject.collection()).identified(from), Set.of()));
  }

  /**
   * The ways from rows that stand above the rows of persons, such as courses above enrolments, to
   * the accounts of these persons.
   */
  public List<List<Step>> accountsBelow(String collection) {
    return subject == null
        ? List.of()
        : distinct(new WaysBelow(map, subject).accounts(collection), Set.of());
  }

  /**
   * The ways from such rows to the rows of persons that carry an identity, and to the elements of
   * arrays of identities in these.
   */
  public List<List<Step>> identifiedBelow(String collection) {
    return subject == null
        ? List.of()
        : withElements(distinct(new WaysBelow(map, subject).identified(collection), Set.of()));
  }

  /** Whether the rows of a collection are somebody's by what they hold or refer to themselves. */
  public boolean areSomebodys(String collection) {
    return subject != null
        && (new WaysBelow(map, subject).isSomebodys(collection)
            || !identified(collection).isEmpty());
  }

  /** The references by which rows of a collection tell whose the rows are that they refer to. */
  public List<Step> identifying(String collection) {
    return subject == null ? List.of() : map.references().identifying(collection);
  }

  /** Whether rows below tell whose the rows of a collection are. */
  public boolean isIdentified(String collection) {
    return subject != null && map.references().isIdentified(collection);
  }

  /**
   * The references among which the map leaves open whose a row is; none where it does not.
   *
   * @param end the collection that is asked for, such as that of the persons
   */
  public List<Step> open(String collection, String end) {
    if (collection.equals(end)) {
      return List.of();
    }
    List<Step> open = new ArrayList<>();
    Set<List<String>> seen = new HashSet<>();
    for (Step step : map.references().owners(end).open(collection)) {
      if (seen.add(joins.joinedBy(step))) {
        open.add(step);
      }
    }
    return open.size() < 2 ? List.of() : List.copyOf(open);
  }

  /** The ways, of those that PostgreSQL joins by the same columns one. */
  List<List<Step>> distinct(List<List<Step>> ways) {
    return distinct(ways, Set.of());
  }

  private List<List<Step>> distinct(List<List<Step>> ways, Set<List<List<String>>> known) {
    Set<List<List<String>>> seen = new HashSet<>(known);
    return ways.stream().filter(way -> seen.add(joinedWay(way))).toList();
  }

  private Set<List<List<String>>> joined(List<List<Step>> ways) {
    Set<List<List<String>>> joined = new HashSet<>();
    ways.forEach(way -> joined.add(joinedWay(way)));
    return joined;
  }

  private List<List<String>> joinedWay(List<Step> way) {
    return way.stream().map(step -> joinedBy.computeIfAbsent(step, joins::joinedBy)).toList();
  }
}
