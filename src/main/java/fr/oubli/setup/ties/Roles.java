package fr.oubli.setup.ties;

import fr.oubli.setup.clues.Lexicon;
import fr.oubli.setup.clues.NameWords;
import java.util.List;
import java.util.stream.Stream;

/** What the name of a reference says of a person's part in a row. */
enum Roles {
  SUBJECT(40, "its name says whose it is"),
  WRITER(30, "its name says who wrote, sent or began it"),
  UNKNOWN(20, "its name says nothing of the person's part"),
  RECIPIENT(15, "its name says whom else it concerns"),
  HANDLER(5, "its name says who dealt with it or typed it in");

  private final int weight;
  private final String reason;

  Roles(int weight, String reason) {
    this.weight = weight;
    this.reason = reason;
  }

  int weight() {
    return weight;
  }

  String reason() {
    return reason;
  }

  static Roles of(String column, String table) {
    List<String> words =
        NameWords.of(column).stream()
            .filter(word -> !word.equals("id") && !word.equals("uuid"))
            .toList();
    if (words.contains("by") || words.contains("par")) {
      return has(words, "by-writer") ? WRITER : HANDLER;
    }
    if (ofTable(words, table)) {
      return WRITER;
    }
    if (has(words, "part-handler")) {
      return HANDLER;
    }
    if (has(words, "part-recipient")) {
      return RECIPIENT;
    }
    if (has(words, "part-writer")) {
      return WRITER;
    }
    return has(words, "part-subject") ? SUBJECT : UNKNOWN;
  }

  /** The user is nearer to a row than the user of its last post. */
  static int further(String column) {
    long words =
        NameWords.of(column).stream()
            .filter(word -> !word.equals("id") && !word.equals("uuid"))
            .count();
    return (int) Math.min(9, 3 * Math.max(0, words - 1));
  }

  /** Whoever reviews is the author of a review, and the handler of anything else. */
  private static boolean ofTable(List<String> words, String table) {
    List<String> names = NameWords.of(table);
    if (words.size() != 1 || names.isEmpty()) {
      return false;
    }
    String doer = words.get(0);
    String thing = NameWords.stem(names.get(names.size() - 1));
    return thing.length() >= 4
        && (doer.equals(thing + "er") || doer.equals(thing + "r") || doer.equals(thing + "or"));
  }

  private static boolean has(List<String> words, String list) {
    return words.stream().anyMatch(word -> Lexicon.has(list, word));
  }

  /** Whether a word names a person, in whatever part. */
  static boolean names(String word) {
    return Stream.of("person", "part-subject", "part-writer", "part-recipient", "part-handler")
        .anyMatch(list -> Lexicon.has(list, word));
  }
}
