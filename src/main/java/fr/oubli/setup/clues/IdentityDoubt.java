package fr.oubli.setup.clues;

import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.catalog.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why an address or a number may identify nobody: somebody only claimed it, or many share it. */
final class IdentityDoubt {

  private IdentityDoubt() {}

  /**
   * @param person whether each row of the table is a person
   * @return null where nothing speaks against it
   */
  static @Nullable String of(
      Table table, Column column, @Nullable String category, boolean person) {
    if (!"user.contact.email".equals(category) && !"user.contact.phone_number".equals(category)) {
      return null;
    }
    if (unconfirmed(NameWords.of(column.name()))) {
      return "its name says that nobody confirmed it: a stranger may have typed it, so it identifies"
          + " nobody; write confirmed: true only if it is checked before it is written here";
    }
    List<String> words = NameWords.of(table.name());
    boolean organisation =
        !words.isEmpty() && Lexicon.has("organisation", words.get(words.size() - 1));
    return organisation && !person
        ? "an organisation's address may also be a customer's, whose request would then be answered"
            + " with the organisation's rows; write confirmed: true only if it is one person's"
        : null;
  }

  /** Words such as new and pending; "non" or "not" before a word that confirms. */
  private static boolean unconfirmed(List<String> words) {
    if (words.stream().anyMatch(word -> !word.equals("news") && Lexicon.has("unconfirmed", word))) {
      return true;
    }
    boolean confirms = words.stream().anyMatch(word -> Lexicon.has("confirms", word));
    boolean not = words.stream().anyMatch(List.of("not", "non", "un", "a", "to")::contains);
    return (confirms && not) || String.join(" ", words).contains("en attente");
  }
}
