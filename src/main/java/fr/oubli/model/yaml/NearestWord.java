package fr.oubli.model.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the known word that a mistyped one was probably meant to be. */
public final class NearestWord {

  private NearestWord() {}

  /** The mend of an unknown word: the word that it resembles, or else another advice. */
  public static String mend(String word, Collection<String> known, String otherwise) {
    return to(word, known).map(near -> "did you mean '" + near + "'?").orElse(otherwise);
  }

  public static Optional<String> to(String word, Collection<String> known) {
    int allowed = Math.min(word.length() - 1, Math.max(1, word.length() / 3));
    return known.stream()
        .filter(candidate -> distance(word, candidate) <= allowed)
        .min(
            Comparator.comparingInt((String candidate) -> distance(word, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** How many characters to add, drop or change: Levenshtein's distance, row by row. */
  private static int distance(String from, String to) {
    int[] above = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      above = nextRow(above, i, from.charAt(i - 1), to);
    }
    return above[to.length()];
  }

  private static int[] nextRow(int[] above, int i, char letter, String to) {
    int[] row = new int[above.length];
    row[0] = i;
    for (int j = 1; j < row.length; j++) {
      int change = above[j - 1] + (letter == to.charAt(j - 1) ? 0 : 1);
      row[j] = Math.min(change, 1 + Math.min(above[j], row[j - 1]));
    }
    return row;
  }
}
