package fr.oubli.setup.clues;

import fr.oubli.schema.catalog.Column;
import fr.oubli.setup.clues.ColumnJudge.Opinion;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Identifiers of a person that no foreign key tells: another system's, and who did something. */
final class ForeignId {

  private static final String KEY = "user.unique_id";
  private static final Set<String> ENDS = Set.of("id", "uid", "uuid", "sub", "identifier", "ref");

  private ForeignId() {}

  static Optional<Opinion> of(TableFacts facts, Column column, TableSubject about) {
    List<String> words = NameWords.of(column.name());
    if (words.isEmpty() || column.isDate() || facts.key(column).isPresent()) {
      return Optional.empty();
    }
    String last = words.get(words.size() - 1);
    boolean theirs = about == TableSubject.PERSON || ofAccount(facts);
    if (theirs
        && ENDS.contains(last)
        && words.stream().anyMatch(word -> Lexicon.has("foreign-id", word))) {
      return Optional.of(
          Opinion.likely(KEY, "its name says that another system knows the person by it"));
    }
    boolean by =
        last.equals("by") || last.equals("par") || (words.contains("by") && last.equals("id"));
    boolean key = column.isNumber() || column.baseType().equals("uuid") || last.equals("id");
    return by && key && !column.baseType().equals("bool")
        ? Optional.of(Opinion.likely(KEY, "its name says who did it; no foreign key does"))
        : Optional.empty();
  }

  private static boolean ofAccount(TableFacts facts) {
    List<String> words = NameWords.of(facts.table().name());
    return words.size() > 1
        && Lexicon.has("person", words.get(0))
        && Lexicon.has("person", words.get(words.size() - 1));
  }
}
