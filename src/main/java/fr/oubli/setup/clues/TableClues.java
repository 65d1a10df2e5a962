package fr.oubli.setup.clues;

import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.catalog.ForeignKey;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.setup.clues.SampleShares.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Judges what tables are about: first by themselves, then by what they refer to. */
final class TableClues {

  /** Columns that only a row about a person, or one that names one, has. */
  private static final Set<String> TELLING =
      Set.of(
          "user.name.first",
          "user.name.last",
          "user.name",
          "user.contact.email",
          "user.demographic.date_of_birth",
          "user.demographic.gender",
          "user.government_id.national_identification_number",
          "user.government_id.passport_number");

  private static final Set<String> OF_PERSON_ONLY =
      Set.of(
          "user.name.first",
          "user.name.last",
          "user.demographic.date_of_birth",
          "user.demographic.gender");

  private static final int MOST = 60;

  private final Map<String, TableSubject> byName = new HashMap<>();

  /**
   * @param told quoted names of the tables of which rows below say whose they are
   */
  TableClues(List<TableFacts> all, Set<String> told) {
    all.forEach(facts -> byName.put(SqlName.of(facts.table()), alone(facts)));
    all.stream()
        .filter(facts -> about(facts) == TableSubject.OTHER && refersToPerson(facts))
        .forEach(facts -> byName.put(SqlName.of(facts.table()), TableSubject.OF_PERSON));
    told.stream()
        .filter(name -> about(name) == TableSubject.OTHER)
        .forEach(name -> byName.put(name, TableSubject.OF_PERSON));
    belowThem(all);
    all.stream()
        .filter(facts -> about(facts) == TableSubject.PERSON)
        .flatMap(TableClues::parents)
        .filter(parent -> about(parent) == TableSubject.OTHER && isPlace(parent))
        .forEach(parent -> byName.put(parent, TableSubject.OF_PERSON));
  }

  /** What is part of somebody's row is somebody's: the address of an order, the lines of it. */
  private void belowThem(List<TableFacts> all) {
    Map<String, List<TableFacts>> children = new HashMap<>();
    for (TableFacts facts : all) {
      parents(facts)
          .forEach(parent -> children.computeIfAbsent(parent, any -> new ArrayList<>()).add(facts));
    }
    Deque<String> waiting = new ArrayDeque<>();
    byName.forEach(
        (name, about) -> {
          if (about == TableSubject.OF_PERSON) {
            waiting.add(name);
          }
        });
    while (!waiting.isEmpty()) {
      for (TableFacts child : children.getOrDefault(waiting.remove(), List.of())) {
        if (about(child) == TableSubject.OTHER) {
          byName.put(SqlName.of(child.table()), TableSubject.BELOW);
          waiting.add(SqlName.of(child.table()));
        }
      }
    }
  }

  private static Stream<String> parents(TableFacts facts) {
    return Stream.concat(
        facts.keys().stream().map(ForeignKey::parent),
        facts.found().stream().map(FoundReference::parent));
  }

  /** Addresses and the like: their rows belong to whoever refers to them. */
  private static boolean isPlace(String table) {
    List<String> words = NameWords.of(table);
    return !words.isEmpty() && Lexicon.has("place", words.get(words.size() - 1));
  }

  TableSubject about(TableFacts facts) {
    return about(SqlName.of(facts.table()));
  }

  /**
   * @param table its quoted name
   */
  TableSubject about(String table) {
    return byName.getOrDefault(table, TableSubject.OTHER);
  }

  /** Whether rows are people or belong to one, whomever else they name. */
  boolean ofPeople(TableFacts facts) {
    return about(facts) == TableSubject.PERSON || refersToPerson(facts);
  }

  private static TableSubject alone(TableFacts facts) {
    List<String> words = NameWords.of(facts.table().name());
    boolean organisation = isOrganisation(facts);
    boolean telling =
        facts.table().columns().stream()
            .filter(each -> !organisation || ofContact(each))
            .anyMatch(each -> telling(facts, each));
    if (isPerson(facts, words, telling) && !isLink(facts) && !isPart(facts, words)) {
      return TableSubject.PERSON;
    }
    boolean listed = words.stream().anyMatch(word -> Lexicon.has("lookup", word));
    boolean said =
        NameWords.of(facts.comment()).stream().anyMatch(word -> Lexicon.has("person", word));
    if (said && telling && facts.keys().isEmpty()) {
      return TableSubject.PERSON;
    }
    return telling && !listed ? TableSubject.NAMES_PERSON : TableSubject.OTHER;
  }

  /** Whether the table only ties others together: its key is made of theirs. */
  private static boolean isLink(TableFacts facts) {
    List<String> key = facts.table().primaryKey();
    return key.size() > 1
        && key.stream().allMatch(name -> facts.key(facts.table().column(name)).isPresent());
  }

  /**
   * Whether rows only name people of other tables: the customer of an order, a user whom another
   * ignores, what a payment provider knows of a customer.
   */
  private static boolean isPart(TableFacts facts, List<String> words) {
    List<String> own = words.stream().map(NameWords::stem).toList();
    boolean part = false;
    boolean more = false;
    int people = 0;
    for (ForeignKey key : facts.keys()) {
      List<String> above = NameWords.of(key.parent().replaceFirst("^\"[^\"]*\"\\.", ""));
      boolean ofPeople = !above.isEmpty() && Lexicon.has("person", above.get(above.size() - 1));
      boolean longer =
          above.size() < own.size()
              && own.containsAll(above.stream().map(NameWords::stem).toList());
      people += ofPeople && !key.self() ? 1 : 0;
      part |= longer && !ofPeople;
      more |= longer && ofPeople;
    }
    return part && people > 0 || (more || people > 1) && !named(facts);
  }

  /** Whether a column of an organisation is its contact's, or another person's. */
  private static boolean ofContact(Column column) {
    return NameWords.of(column.name()).stream().anyMatch(word -> Lexicon.has("person", word))
        || NameClue.of(column.name())
            .filter(clue -> OF_PERSON_ONLY.contains(String.valueOf(clue.category())))
            .isPresent();
  }

  static boolean isOrganisation(TableFacts facts) {
    List<String> words = NameWords.of(facts.table().name());
    return !words.isEmpty() && Lexicon.has("organisation", words.get(words.size() - 1));
  }

  /** Whether rows have a first name or another sign that only a person has. */
  private static boolean named(TableFacts facts) {
    return facts.table().columns().stream()
        .flatMap(column -> Clues.named(facts, column).stream())
        .anyMatch(clue -> clue.category() != null && OF_PERSON_ONLY.contains(clue.category()));
  }

  /** A table's last word says what its rows are; in French it may be the first. */
  private static boolean isPerson(TableFacts facts, List<String> words, boolean telling) {
    if (words.isEmpty()) {
      return false;
    }
    String last = words.get(words.size() - 1);
    if (Lexicon.has("perhaps-person", last)) {
      return telling && (!Lexicon.has("organisation", last) || named(facts));
    }
    if (Lexicon.has("person", last)) {
      return true;
    }
    boolean other =
        Stream.of("lookup", "thing", "purchase", "doing").anyMatch(list -> Lexicon.has(list, last));
    return Lexicon.has("person", words.get(0)) && telling && !other;
  }

  private static boolean telling(TableFacts facts, Column column) {
    if (!column.isText() && !column.isDate()) {
      return false;
    }
    Optional<NameClue> clue = Clues.named(facts, column);
    boolean named =
        clue.filter(each -> each.category() != null && TELLING.contains(each.category()))
            .isPresent();
    SampleShares shares = facts.shares(column);
    return named || (shares.percent(Kind.EMAIL) >= MOST && shares.enough());
  }

  private boolean refersToPerson(TableFacts facts) {
    boolean key = parents(facts).anyMatch(parent -> about(parent) == TableSubject.PERSON);
    return key
        || facts.table().columns().stream()
            .filter(column -> facts.key(column).isEmpty())
            .anyMatch(
                column ->
                    NameClue.of(column.name())
                        .filter(clue -> "user.unique_id".equals(clue.category()))
                        .isPresent());
  }
}
