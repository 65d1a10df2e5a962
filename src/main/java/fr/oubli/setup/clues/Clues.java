package fr.oubli.setup.clues;

import fr.oubli.schema.catalog.Column;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a column's name or comment says, where its type can hold that. */
final class Clues {

  private static final Set<String> DATED =
      Set.of(
          "user.demographic.date_of_birth",
          "user.workplace",
          "user.privacy_preferences",
          "user.financial.credit_card",
          "user.health_and_medical");
  private static final Set<String> COUNTED =
      Set.of(
          "user.contact.phone_number",
          "user.contact.fax_number",
          "user.contact.address.postal_code",
          "user.demographic.date_of_birth",
          "user.demographic.age_range",
          "user.demographic",
          "user.unique_id",
          "user.content",
          "user.location.precise",
          "user.device.device_id",
          "user.device.cookie_id");
  private static final Set<String> FLAGGED =
      Set.of(
          "user.privacy_preferences",
          "user.demographic.religious_belief",
          "user.demographic.political_opinion",
          "user.criminal_history");

  private Clues() {}

  static Optional<NameClue> named(TableFacts facts, Column column) {
    return NameClue.of(column.name())
        .or(() -> NameClue.ofBoth(facts.table().name(), column.name()))
        .or(() -> StateClue.of(facts, column))
        .filter(clue -> fits(clue.category(), column));
  }

  /** Comments are prose: only a phrase of theirs counts, a bare name does not. */
  static Optional<NameClue> commented(TableFacts facts, Column column) {
    return NameClue.of(facts.comment(column))
        .filter(clue -> clue.category() != null && fits(clue.category(), column));
  }

  static boolean text(Column column) {
    return column.isText() || isArrayOfText(column);
  }

  private static boolean isArrayOfText(Column column) {
    return column.isArray() && column.element().isText();
  }

  static boolean nested(Column column) {
    return Set.of("json", "jsonb", "hstore", "xml").contains(column.baseType());
  }

  private static boolean fits(@Nullable String category, Column column) {
    if (category == null) {
      return text(column);
    }
    if (text(column) || nested(column)) {
      return true;
    }
    if (column.isDate()) {
      return DATED.contains(category) || category.startsWith("user.behavior");
    }
    if (column.isNumber()) {
      return COUNTED.contains(category) || under(category, "government_id", "financial", "health");
    }
    return switch (column.baseType()) {
      case "bool" -> FLAGGED.contains(category) || under(category, "health");
      case "bytea", "oid" ->
          under(category, "biometric", "sensor", "authorization")
              || category.equals("user.content.self_image");
      case "uuid" -> category.equals("user.unique_id") || under(category, "device", "auth");
      case "inet", "cidr" -> category.equals("user.device.ip_address");
      case "macaddr", "macaddr8" -> category.equals("user.device.device_id");
      case "point", "geometry", "geography" -> under(category, "location");
      default -> under(category, "demographic", "health", "privacy", "contact.address.country");
    };
  }

  private static boolean under(String category, String... tops) {
    for (String top : tops) {
      if (category.startsWith("user." + top)) {
        return true;
      }
    }
    return false;
  }
}
