package fr.oubli.setup.clues;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** The word lists beside this class: {@code key: phrase, phrase}. */
public final class Lexicon {

  /** Phrases without blanks, to what they stand for. */
  static final Map<String, String> PHRASES = phrases();

  private static final Map<String, Set<String>> WORDS = words();

  private Lexicon() {}

  /** Whether the list has the word, in the singular or the plural. */
  public static boolean has(String list, String word) {
    Set<String> words = WORDS.getOrDefault(list, Set.of());
    return words.contains(word)
        || words.contains(NameWords.singular(word))
        || words.contains(NameWords.stem(word));
  }

  /** Every category that a name can propose. */
  static Set<String> categories() {
    return new TreeSet<>(PHRASES.values());
  }

  private static Map<String, String> phrases() {
    Map<String, String> found = new HashMap<>();
    entries("names.txt")
        .forEach(
            (category, phrases) ->
                phrases.forEach(
                    phrase -> {
                      String before = found.putIfAbsent(phrase.replace(" ", ""), category);
                      if (before != null && !before.equals(category)) {
                        throw new IllegalStateException(phrase + " is of two categories");
                      }
                    }));
    return Map.copyOf(found);
  }

  private static Map<String, Set<String>> words() {
    Map<String, Set<String>> found = new HashMap<>();
    entries("words.txt").forEach((list, words) -> found.put(list, new HashSet<>(words)));
    return Map.copyOf(found);
  }

  private static Map<String, List<String>> entries(String file) {
    Map<String, List<String>> entries = new HashMap<>();
    for (String line : lines(file)) {
      int colon = line.indexOf(':');
      entries.put(
          line.substring(0, colon), Arrays.asList(line.substring(colon + 1).strip().split(", *")));
    }
    return entries;
  }

  static List<String> lines(String file) {
    try (InputStream in = Lexicon.class.getResourceAsStream(file)) {
      String text =
          new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
