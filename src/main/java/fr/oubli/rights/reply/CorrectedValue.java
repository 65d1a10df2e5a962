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
  String words() {
    if (becomes == null || becomes.isBlank()) {
      return "vide, au lieu de « " + was + " »";
    }
    return was == null || was.isBlank()
        ? "« " + becomes + " » ; rien n'était indiqué"
        : "« " + becomes + " », au lieu de « " + was + " »";
  }
}
