package fr.oubli.clues;

import fr.oubli.catalog.Column;
import fr.oubli.catalog.ForeignKey;
import fr.oubli.catalog.SqlName;
import fr.oubli.clues.Shares.Kind;
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

  private static final int MOST = 60;

  private final Map<String, About> byName = new HashMap<>();

  TableClues(List<Facts> all) {
    all.forEach(facts -> byName.put(SqlName.of(facts.table()), alone(facts)));
    all.stream()
        .filter(facts -> about(facts) == About.OTHER && refersToPerson(facts))
        .forEach(facts -> byName.put(SqlName.of(facts.table()), About.OF_PERSON));
    all.stream()
        .filter(facts -> about(facts) == About.PERSON)
        .flatMap(facts -> facts.keys().stream())
        .map(ForeignKey::parent)
        .filter(parent -> about(parent) == About.OTHER && isPlace(parent))
        .forEach(parent -> byName.put(parent, About.OF_PERSON));
  }

  /** Addresses and the like are whose that refers to them. */
  private static boolean isPlace(String table) {
    List<String> words = Words.of(table);
    return !words.isEmpty() && Lexicon.has("place", words.get(words.size() - 1));
  }

  About about(Facts facts) {
    return about(SqlName.of(facts.table()));
  }

  /**
   * @param table its quoted name
   */
  About about(String table) {
    return byName.getOrDefault(table, About.OTHER);
  }

  /** Rows that are people, or belong to one, whomever they name beside. */
  boolean ofPeople(Facts facts) {
    return about(facts) == About.PERSON || refersToPerson(facts);
  }

  private static About alone(Facts facts) {
    List<String> words = Words.of(facts.table().name());
    boolean telling = facts.table().columns().stream().anyMatch(each -> telling(facts, each));
    if (isPerson(words, telling) && !isLink(facts)) {
      return About.PERSON;
    }
    boolean listed = words.stream().anyMatch(word -> Lexicon.has("lookup", word));
    boolean said = Words.of(facts.comment()).stream().anyMatch(word -> Lexicon.has("person", word));
    if (said && telling && facts.keys().isEmpty()) {
      return About.PERSON;
    }
    return telling && !listed ? About.NAMES_PERSON : About.OTHER;
  }

  /** A table that ties others: its key is made of theirs. */
  private static boolean isLink(Facts facts) {
    List<String> key = facts.table().primaryKey();
    return key.size() > 1
        && key.stream().allMatch(name -> facts.key(facts.table().column(name)).isPresent());
  }

  /** A table's last word says what its rows are; in French it may be the first. */
  private static boolean isPerson(List<String> words, boolean telling) {
    if (words.isEmpty()) {
      return false;
    }
    String last = words.get(words.size() - 1);
    if (Lexicon.has("person", last)) {
      return true;
    }
    boolean other =
        Stream.of("lookup", "thing", "purchase", "doing").anyMatch(list -> Lexicon.has(list, last));
    return Lexicon.has("person", words.get(0)) && telling && !other;
  }

  private static boolean telling(Facts facts, Column column) {
    if (!column.isText() && !column.isDate()) {
      return false;
    }
    Optional<NameClue> clue = Clues.named(facts, column);
    boolean named =
        clue.filter(each -> each.category() != null && TELLING.contains(each.category()))
            .isPresent();
    Shares shares = facts.shares(column);
    return named || (shares.percent(Kind.EMAIL) >= MOST && shares.enough());
  }

  private boolean refersToPerson(Facts facts) {
    boolean key = facts.keys().stream().anyMatch(each -> about(each.parent()) == About.PERSON);
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
