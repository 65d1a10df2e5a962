package fr.oubli.testing;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes a data map from few words. A field is its name and what is said of it: {@code !} a key,
 * {@code @email} an identity, {@code ?email} one that nobody confirmed, {@code #user.content} a
 * category, {@code >users.id} a reference, and behind it perhaps {@code owner}, {@code party} or
 * {@code identifies} and a condition such as {@code kind=user}.
 */
public final class ShortMap {

  private final StringBuilder yaml =
      new StringBuilder("dataset:\n  - fides_key: d\n    name: d\n    collections:\n");

  public ShortMap collection(String name, String... fields) {
    yaml.append("      - name: ").append(name).append("\n        fields:\n");
    for (String field : fields) {
      yaml.append("          - ").append(field(field)).append('\n');
    }
    return this;
  }

  private static String field(String written) {
    String[] words = written.split(" ");
    String categories = "";
    List<String> meta = new ArrayList<>();
    List<String> references = new ArrayList<>();
    for (int i = 1; i < words.length; i++) {
      String said = words[i].substring(1);
      switch (words[i].charAt(0)) {
        case '!' -> meta.add("primary_key: true");
        case '@' -> meta.add("identity: " + said);
        case '?' -> meta.add("identity: " + said + ", confirmed: false");
        case '#' -> categories = ", data_categories: [" + said + "]";
        case '>' -> references.add("{ dataset: d, field: " + said + tie(words, i) + " }");
        default -> {
          // What is said of a reference was read with it.
        }
      }
    }
    if (!references.isEmpty()) {
      meta.add("references: [" + String.join(", ", references) + "]");
    }
    return "{ name: %s%s%s }"
        .formatted(
            words[0],
            categories,
            meta.isEmpty() ? "" : ", fides_meta: { " + String.join(", ", meta) + " }");
  }

  private static String tie(String[] words, int reference) {
    StringBuilder said = new StringBuilder(", direction: from");
    for (int i = reference + 1; i < words.length && words[i].charAt(0) != '>'; i++) {
      int equal = words[i].indexOf('=');
      said.append(
          equal < 0
              ? ", tie: " + words[i]
              : ", when: { %s: [%s] }"
                  .formatted(words[i].substring(0, equal), words[i].substring(equal + 1)));
    }
    return said.toString();
  }

  @Override
  public String toString() {
    return yaml.toString();
  }
}
