package fr.oubli.setup.draft;

import fr.oubli.schema.catalog.ForeignKey;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.setup.clues.Lexicon;
import fr.oubli.setup.clues.NameWords;
import fr.oubli.setup.clues.StartingPoints;
import fr.oubli.setup.clues.TableFacts;
import fr.oubli.setup.ties.DraftReference;
import fr.oubli.setup.ties.DraftTie;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Which tables a drafted policy has rules for, and what a rule has to end before its table. */
final class RowRules {

  /** So many tables do not hang on the rows of one person: it is what the business itself keeps. */
  private static final int MOST_TABLES = 15;

  private final Draft draft;
  private final Map<String, List<StartingPoints.Candidate>> anchors = new HashMap<>();
  private final Map<String, List<TableFacts>> children = new HashMap<>();
  private final Map<String, Boolean> ended = new HashMap<>();
  private final Map<String, Boolean> kept = new HashMap<>();
  private final Set<String> people = new HashSet<>();
  private final Set<Table> ofSubject = new HashSet<>();

  RowRules(Draft draft) {
    this.draft = draft;
    draft
        .subject()
        .ifPresent(subject -> ofSubject.addAll(draft.ties().identified(subject.table())));
    for (TableFacts facts : draft.mapped()) {
      if (draft.judge().isPerson(facts)) {
        people.add(SqlName.of(facts.table()));
      }
      facts.keys().stream()
          .map(ForeignKey::parent)
          .distinct()
          .forEach(parent -> children.computeIfAbsent(parent, any -> new ArrayList<>()).add(facts));
    }
  }

  /** The dates that the map calls likely anchors, the likeliest first. */
  List<StartingPoints.Candidate> anchors(TableFacts facts) {
    return anchors.computeIfAbsent(
        SqlName.of(facts.table()),
        any -> draft.judge().isPersonal(facts) ? StartingPoints.of(facts) : List.of());
  }

  /** Whether a rule of its own ends a table's rows by their dates. */
  boolean ends(TableFacts facts) {
    return ended.computeIfAbsent(
        SqlName.of(facts.table()),
        any ->
            dated(facts)
                && !business(facts)
                && !draft.judge().isPerson(facts)
                && !ofSubject.contains(facts.table())
                && !nobodys(facts));
  }

  private boolean dated(TableFacts facts) {
    return !draft.judge().isPart(facts) && !anchors(facts).isEmpty();
  }

  /** Tables with a date for which no rule is proposed: the business lives by their rows. */
  List<TableFacts> left() {
    return draft.mapped().stream()
        .filter(facts -> dated(facts) && !draft.judge().isPerson(facts) && !ends(facts))
        .filter(facts -> !ofSubject.contains(facts.table()))
        .toList();
  }

  /** Tenants, products and plans are not ended because a date stands there. */
  boolean business(TableFacts facts) {
    return kept.computeIfAbsent(SqlName.of(facts.table()), any -> isBusiness(facts));
  }

  private boolean isBusiness(TableFacts facts) {
    List<String> words = NameWords.of(facts.table().name());
    if (words.isEmpty()) {
      return false;
    }
    String last = words.get(words.size() - 1);
    boolean owned =
        words.size() > 1
            && references(facts)
                .filter(each -> each.tie() != DraftTie.PARTY)
                .anyMatch(each -> people.contains(SqlName.of(each.parent())));
    return Lexicon.has("organisation", last)
        || (!owned && (Lexicon.has("business", last) || Lexicon.has("lookup", last)));
  }

  /** Whether people only dealt with the rows, so that a date among them is nobody's. */
  private boolean nobodys(TableFacts facts) {
    List<DraftReference> tied =
        references(facts).filter(each -> each.tie() != DraftTie.UNSAID).toList();
    return !tied.isEmpty()
        && tied.stream().allMatch(each -> each.tie() == DraftTie.PARTY)
        && draft.of(facts.table()).stream().noneMatch(each -> each.identity() != null);
  }

  private Stream<DraftReference> references(TableFacts facts) {
    return facts.table().columns().stream()
        .flatMap(column -> draft.ties().references(facts.table(), column).stream());
  }

  /**
   * The table, and before it those whose rows refer to its rows and that no rule of their own ends:
   * left out, they would keep its rows for ever.
   */
  List<Table> stops(Table table) {
    Map<String, Table> all = new LinkedHashMap<>();
    all.put(SqlName.of(table), table);
    List<Table> waiting = new ArrayList<>(List.of(table));
    for (int i = 0; i < waiting.size(); i++) {
      String parent = SqlName.of(waiting.get(i));
      for (TableFacts facts : children.getOrDefault(parent, List.of())) {
        String name = SqlName.of(facts.table());
        if (!all.containsKey(name) && !ends(facts) && !business(facts) && stops(facts, parent)) {
          all.put(name, facts.table());
          waiting.add(facts.table());
        }
      }
    }
    Collections.reverse(waiting);
    return waiting;
  }

  /**
   * What ends with people: the tables of which their rows tell whose those are, such as addresses,
   * and before each what hangs on it. They come after the people, who refer to them.
   */
  List<Table> following(Table subject) {
    Set<Table> found = new LinkedHashSet<>();
    told(subject)
        .filter(facts -> !datedByOthers(facts, subject))
        .forEach(facts -> found.addAll(stops(facts.table())));
    stops(subject).forEach(found::remove);
    return List.copyOf(found);
  }

  /** Of the same tables those that no rule should end, as rows of others would go by their date. */
  List<TableFacts> shared(Table subject) {
    return told(subject).filter(facts -> datedByOthers(facts, subject)).toList();
  }

  private Stream<TableFacts> told(Table subject) {
    Set<Table> told = new HashSet<>();
    stops(subject).forEach(each -> told.addAll(draft.ties().identified(each)));
    return draft.mapped().stream()
        .filter(facts -> told.contains(facts.table()) && !ends(facts) && !business(facts));
  }

  /** A row of which none of the people say that it is theirs has its own date for a clock. */
  private boolean datedByOthers(TableFacts facts, Table subject) {
    Set<Table> theirs = draft.ties().belonging(subject);
    return !anchors(facts).isEmpty()
        && draft.mapped().stream()
            .map(TableFacts::table)
            .filter(each -> !each.equals(subject) && !theirs.contains(each))
            .anyMatch(each -> draft.ties().identified(each).contains(facts.table()));
  }

  boolean tooMany(Table table) {
    return stops(table).size() > MOST_TABLES;
  }

  /** Only a key that the map can describe counts, for by it the child's clock is its parent's. */
  private boolean stops(TableFacts facts, String parent) {
    return facts.keys().stream()
        .filter(key -> key.parent().equals(parent) && key.onDelete().removesOrBlocks())
        .anyMatch(
            key ->
                references(facts)
                    .filter(each -> each.tie() != DraftTie.PARTY)
                    .filter(each -> !pointsAt(each))
                    .filter(each -> key.childColumns().contains(SqlName.of(each.column())))
                    .anyMatch(each -> SqlName.of(each.parent()).equals(parent)));
  }

  /** Whether a row lives somewhere, rather than being a part of what it refers to. */
  private boolean pointsAt(DraftReference reference) {
    List<String> words = NameWords.of(reference.parent().name());
    return reference.tie() == DraftTie.IDENTIFIES
        && (people.contains(SqlName.of(reference.child()))
            || (!words.isEmpty() && Lexicon.has("place", words.get(words.size() - 1))));
  }

  /** The columns by which rows that stay name people of a table, and keep them from going. */
  List<String> naming(Table table) {
    return children.getOrDefault(SqlName.of(table), List.of()).stream()
        .filter(facts -> !facts.table().equals(table))
        .flatMap(
            facts ->
                references(facts)
                    .filter(each -> each.tie() == DraftTie.PARTY || business(facts))
                    .filter(each -> each.parent().equals(table) && each.when() == null))
        .map(each -> draft.name(each.child()) + "." + each.column().name())
        .toList();
  }
}
