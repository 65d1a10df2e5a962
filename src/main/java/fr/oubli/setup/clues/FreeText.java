package fr.oubli.setup.clues;

import fr.oubli.schema.catalog.Column;
import fr.oubli.setup.clues.ColumnJudge.Opinion;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What people write in rows that are theirs: the title of a message, the reason of a block. */
final class FreeText {

  private static final String CONTENT = "user.content";

  private FreeText() {}

  static Optional<Opinion> of(TableFacts facts, Column column) {
    if (!column.isText() || facts.table().primaryKey().contains(column.name())) {
      return Optional.empty();
    }
    List<String> table = NameWords.of(facts.table().name());
    if (table.isEmpty() || last(table, "lookup", "business", "organisation")) {
      return Optional.empty();
    }
    List<String> words = NameWords.of(column.name());
    if (!words.isEmpty() && last(words, "free-text")) {
      return Optional.of(Opinion.likely(CONTENT, "free text in rows of people, by its name"));
    }
    boolean long_ = column.baseType().equals("text") && column.maxLength() == null;
    return long_ && last(table, "content") && words.stream().anyMatch(FreeText::written)
        ? Optional.of(Opinion.likely(CONTENT, "free text in rows that people write"))
        : Optional.empty();
  }

  private static boolean written(String word) {
    return Lexicon.has("free-text", word);
  }

  private static boolean last(List<String> words, String... lists) {
    String last = words.get(words.size() - 1);
    return Stream.of(lists).anyMatch(list -> Lexicon.has(list, last));
  }
}
