package fr.oubli.model.yaml;

import org.jspecify.annotations.Nullable;

/**
 * A single value.
 *
 * @param text as it is written; null where nothing, {@code null} or {@code ~} is written
 */
public record Scalar(String name, @Nullable String text, Place place, Faults faults)
    implements Value {

  @Override
  public String kind() {
    return text == null || text.isBlank() ? "empty" : "'" + text + "'";
  }
}
