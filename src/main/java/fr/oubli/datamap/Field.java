package fr.oubli.datamap;

import fr.oubli.document.Place;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A mapped column.
 *
 * @param categories from the fideslang taxonomy, such as {@code user.contact.email}; empty where
 *     the map only names the column
 * @param identity the kind of identity it holds, such as {@code email} or {@code phone_number}
 */
public record Field(
    String name,
    List<String> categories,
    boolean primaryKey,
    @Nullable String identity,
    List<Reference> references,
    Disclosure disclosure,
    Place place) {

  public Field {
    categories = List.copyOf(categories);
    references = List.copyOf(references);
  }

  /** What people read for its name. */
  public String label() {
    return Objects.requireNonNullElse(disclosure.label(), name);
  }

  /** Whether it says something of a person: any category under {@code user}. */
  public boolean personal() {
    return categories.stream()
        .anyMatch(category -> category.equals("user") || category.startsWith("user."));
  }
}
