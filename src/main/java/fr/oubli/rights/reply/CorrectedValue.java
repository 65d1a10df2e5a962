package fr.oubli.rights.reply;

import org.jspecify.annotations.Nullable;

/**
 * A value that a rectification changed.
 *
 * @param was before; null where the field was empty
 * @param becomes after; null where it was emptied
 */
public record CorrectedValue(
    String collection, String field, @Nullable String was, @Nullable String becomes) {

  /** In words, behind the field's label: Lyon, au lieu de Paris. */
  String words(Labels labels) {
    String before = was == null || was.isBlank() ? "" : labels.value(collection, field, was);
    if (becomes == null || becomes.isBlank()) {
      return "vide, au lieu de « " + before + " »";
    }
    String after = "« " + labels.value(collection, field, becomes) + " »";
    return before.isEmpty()
        ? after + " ; rien n'était indiqué"
        : after + ", au lieu de « " + before + " »";
  }
}
