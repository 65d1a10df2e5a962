package fr.oubli.setup.clues;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Whether a text looks like the name of a person: a common first name among one to four words. */
final class PersonNames {

  private static final Set<String> FIRST = first();

  private PersonNames() {}

  static boolean looksLikeOne(String text) {
    List<String> words = List.of(NameWords.plain(text).toLowerCase(Locale.ROOT).split("[\\s,.-]+"));
    return words.size() <= 4
        && text.chars().noneMatch(Character::isDigit)
        && words.stream().anyMatch(FIRST::contains);
  }

  private static Set<String> first() {
    Set<String> names = new HashSet<>();
    Lexicon.lines("first-names.txt").forEach(line -> names.addAll(List.of(line.split("\\s+"))));
    return Set.copyOf(names);
  }
}
