package fr.oubli.setup.ties;

import fr.oubli.setup.clues.NameWords;
import fr.oubli.setup.clues.TableFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the table that words name: order, Order, res.partner, App\Models\Order. */
final class TableNames {

  private final Map<String, List<TableFacts>> whole = new HashMap<>();
  private final Map<String, List<TableFacts>> endings = new HashMap<>();

  TableNames(List<TableFacts> tables) {
    for (TableFacts facts : tables) {
      List<String> words = NameWords.of(facts.table().name());
      put(whole, words, facts);
      for (int from = 1; from < words.size(); from++) {
        put(endings, words.subList(from, words.size()), facts);
      }
    }
  }

  private static void put(
      Map<String, List<TableFacts>> names, List<String> words, TableFacts facts) {
    names.computeIfAbsent(key(words), any -> new ArrayList<>()).add(facts);
  }

  private static String key(List<String> words) {
    return words.stream().map(TableNames::stem).collect(Collectors.joining());
  }

  private static String stem(String word) {
    return switch (word) {
      case "people", "persons", "person" -> "person";
      case "children", "child" -> "child";
      default ->
          word.matches(".*(ch|sh|x)es")
              ? word.substring(0, word.length() - 2)
              : NameWords.stem(word);
    };
  }

  /** The table of that name, or the only one whose name ends so. */
  Optional<TableFacts> named(List<String> words) {
    if (words.isEmpty()) {
      return Optional.empty();
    }
    return only(whole, words).or(() -> only(endings, words));
  }

  private static Optional<TableFacts> only(
      Map<String, List<TableFacts>> names, List<String> words) {
    List<TableFacts> found = names.getOrDefault(key(words), List.of());
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  /** The table that a class, a model or a path of a program stands for. */
  Optional<TableFacts> ofValue(String value) {
    List<String> words = NameWords.of(value);
    String[] parts = value.split("[^A-Za-z0-9_]+", 0);
    return named(words)
        .or(
            () ->
                parts.length == 0
                    ? Optional.empty()
                    : named(NameWords.of(parts[parts.length - 1])));
  }
}
