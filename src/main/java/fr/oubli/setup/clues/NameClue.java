package fr.oubli.setup.clues;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the words of a name say.
 *
 * @param category of the words that were found; null for a bare name, whose table decides
 * @param rest the other words
 */
record NameClue(@Nullable String category, List<String> rest) {

  private static final int LONGEST = 5;
  private static final int SHORTEST_ENDING = 5;

  /**
   * Words that leave a datum what it is: the least latitude is one, a provider's id of a person.
   */
  private static final Map<String, Set<String>> STILL =
      Map.of(
          "user.location.precise", Set.of("min", "max"),
          "user.unique_id", Set.of("provider"));

  NameClue {
    rest = List.copyOf(rest);
  }

  /** The longest phrase that is known decides; nothing where another word takes it back. */
  static Optional<NameClue> of(String name) {
    List<String> words = NameWords.of(name);
    for (int length = Math.min(LONGEST, words.size()); length > 0; length--) {
      for (int from = 0; from + length <= words.size(); from++) {
        @Nullable String category = known(String.join("", words.subList(from, from + length)));
        if (category != null) {
          return Optional.of(new NameClue(category, without(words, from, length)))
              .filter(NameClue::ofTheDatum);
        }
      }
    }
    return bare(words).or(() -> ending(words));
  }

  /** Whether no other word speaks of something about the datum: the model of a telephone. */
  private boolean ofTheDatum() {
    return rest.stream()
        .filter(word -> Lexicon.has("about", word))
        .allMatch(word -> STILL.getOrDefault(String.valueOf(category), Set.of()).contains(word));
  }

  /** A column that is only understood with its table: the value of a cookie. */
  static Optional<NameClue> ofBoth(String table, String column) {
    List<String> owner = NameWords.of(table);
    if (owner.isEmpty() || NameWords.of(column).equals(List.of("id"))) {
      return Optional.empty();
    }
    boolean search = owner.contains("search") || owner.contains("recherche");
    String last = search ? "search" : NameWords.singular(owner.get(owner.size() - 1));
    String category = Lexicon.PHRASES.get(last + String.join("", NameWords.of(column)));
    return Optional.ofNullable(category).map(known -> new NameClue(known, List.of()));
  }

  private static @Nullable String known(String phrase) {
    String category = Lexicon.PHRASES.get(phrase);
    if (category != null) {
      return category;
    }
    String singular = Lexicon.PHRASES.get(NameWords.singular(phrase));
    return singular == null ? Lexicon.PHRASES.get(NameWords.stem(phrase)) : singular;
  }

  private static List<String> without(List<String> words, int from, int length) {
    List<String> rest = new ArrayList<>(words.subList(0, from));
    rest.addAll(words.subList(from + length, words.size()));
    return rest;
  }

  /** The name of a person, unless it is that of a thing: name, nom, libelle_nom. */
  private static Optional<NameClue> bare(List<String> words) {
    int last = words.size() - 1;
    if (last < 0) {
      return Optional.empty();
    }
    boolean english = words.get(last).equals("name");
    boolean french = words.get(0).equals("nom") || words.get(0).equals("noms");
    if (!english && !french) {
      return Optional.empty();
    }
    List<String> rest = without(words, english ? last : 0, 1);
    boolean thing = rest.stream().anyMatch(word -> Lexicon.has("thing", word));
    return thing ? Optional.empty() : Optional.of(new NameClue(null, rest));
  }

  /** Names that were written as one word: usremail, custfirstname. */
  private static Optional<NameClue> ending(List<String> words) {
    if (words.size() != 1) {
      return Optional.empty();
    }
    String word = words.get(0);
    for (int from = 1; from <= word.length() - SHORTEST_ENDING; from++) {
      String category = Lexicon.PHRASES.get(word.substring(from));
      String before = word.substring(0, from);
      if (category != null && Lexicon.has("person", before)) {
        return Optional.of(new NameClue(category, List.of(before)));
      }
    }
    return Optional.empty();
  }

  boolean ofPerson() {
    return rest.stream().anyMatch(word -> Lexicon.has("person", word));
  }
}
