package fr.oubli.model.datamap;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A collection, or a row of it, as people write it: {@code customers:42}. The name of a collection
 * may have colons of its own.
 *
 * @param key null for the collection as a whole
 */
public record Target(String collection, @Nullable String key) {

  /** Reads what somebody wrote. The name of an unknown collection ends at the first colon. */
  public static Target of(String written, DataMap map) {
    if (map.collections().stream().anyMatch(each -> each.name().equals(written))) {
      return new Target(written, null);
    }
    int end =
        map.collections().stream()
            .map(Collection::name)
            .filter(name -> written.startsWith(name + ":"))
            .max(Comparator.comparingInt(String::length))
            .map(String::length)
            .orElse(written.indexOf(':'));
    return end < 0
        ? new Target(written, null)
        : new Target(written.substring(0, end), written.substring(end + 1));
  }
}
