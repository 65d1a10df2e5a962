package fr.oubli.setup.ties;

import fr.oubli.schema.catalog.Column;
import fr.oubli.setup.clues.NameWords;
import fr.oubli.setup.clues.TableFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Pairs of columns that say together what a row is about: (item_type, item_id), (model, res_id).
 */
final class KindPairs {

  private static final Set<String> KIND =
      Set.of("type", "model", "modele", "class", "klass", "kind", "table", "entity", "resource");
  private static final Set<String> KEY = Set.of("id", "uuid", "pk", "key");

  /** What stands before "id" where the kind has no word of its own: model beside res_id. */
  private static final Set<String> ANYTHING =
      Set.of("res", "record", "object", "row", "entity", "item", "resource", "objet", "target");

  /**
   * The two columns.
   *
   * @param telling whether the names alone say that the key is of several tables
   */
  record Pair(Column kind, Column key, boolean telling) {}

  private KindPairs() {}

  static List<Pair> of(TableFacts facts) {
    List<Pair> found = new ArrayList<>();
    for (Column kind : facts.table().columns()) {
      if (kind.isText() && facts.key(kind).isEmpty()) {
        beside(facts, kind).ifPresent(found::add);
      }
    }
    return found;
  }

  private static Optional<Pair> beside(TableFacts facts, Column kind) {
    List<String> words = new ArrayList<>(NameWords.of(kind.name()));
    words.remove("name");
    if (words.isEmpty()) {
      return Optional.empty();
    }
    int last = words.size() - 1;
    List<String> prefix;
    if (KIND.contains(words.get(last))) {
      prefix = words.subList(0, last);
    } else if (KIND.contains(words.get(0))) {
      prefix = words.subList(1, words.size());
    } else {
      return Optional.empty();
    }
    return facts.table().columns().stream()
        .filter(key -> !key.equals(kind) && isKey(facts, key))
        .filter(key -> fits(NameWords.of(key.name()), prefix))
        .findFirst()
        .map(key -> new Pair(kind, key, telling(NameWords.of(key.name()))));
  }

  private static boolean isKey(TableFacts facts, Column key) {
    return facts.key(key).isEmpty()
        && KeyTypes.canRefer(key)
        && !facts.table().primaryKey().equals(List.of(key.name()));
  }

  private static boolean fits(List<String> words, List<String> prefix) {
    if (words.size() < 2) {
      return false;
    }
    List<String> rest = withoutKey(words);
    if (rest.size() == words.size()) {
      return false;
    }
    return rest.equals(prefix)
        || (prefix.isEmpty() && rest.size() == 1 && ANYTHING.contains(rest.get(0)));
  }

  private static boolean telling(List<String> words) {
    return Stream.of(withoutKey(words))
        .filter(rest -> !rest.isEmpty())
        .map(rest -> rest.get(rest.size() - 1))
        .anyMatch(word -> word.endsWith("able") || ANYTHING.contains(word));
  }

  private static List<String> withoutKey(List<String> words) {
    if (KEY.contains(words.get(words.size() - 1))) {
      return words.subList(0, words.size() - 1);
    }
    return KEY.contains(words.get(0)) ? words.subList(1, words.size()) : words;
  }
}
