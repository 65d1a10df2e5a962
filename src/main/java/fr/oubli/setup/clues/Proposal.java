package fr.oubli.setup.clues;

import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.catalog.Table;
import org.jspecify.annotations.Nullable;

/**
 * What a column seems to hold.
 *
 * @param category of the Fides taxonomy; null where a guess could be wrong
 * @param reason for people; holds no value of the column
 * @param question what a person has to decide; null where nothing is left open
 * @param doubt why an address or a number may identify nobody; null where it identifies its person
 */
public record Proposal(
    Table table,
    Column column,
    @Nullable String category,
    Confidence confidence,
    String reason,
    @Nullable String question,
    @Nullable String doubt) {

  public static final String TECHNICAL = "system.operations";

  public boolean personal() {
    return category != null && (category.equals("user") || category.startsWith("user."));
  }

  /** The kind of identity, as requests are matched by it; null where it is none. */
  public @Nullable String identity() {
    if (category == null || question != null || !isText()) {
      return null;
    }
    return switch (category) {
      case "user.contact.email" -> "email";
      case "user.contact.phone_number" -> isExtension() ? null : "phone_number";
      default -> null;
    };
  }

  private boolean isText() {
    return column.isText() || (column.isArray() && column.element().isText());
  }

  /** A switchboard's extension is no number that finds one person: every company has a 5467. */
  private boolean isExtension() {
    return NameWords.of(column.name()).stream().anyMatch(word -> Lexicon.has("extension", word));
  }
}
