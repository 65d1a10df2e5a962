package fr.oubli.model.policy;

import fr.oubli.model.yaml.Faults;
import fr.oubli.model.yaml.Mapping;
import java.util.Optional;

/**
 * The editions of the policy's language. Where a word came to mean more than it did, a policy says
 * by {@code language: 2} that it was read with the new meaning; one that does not say so means what
 * it always meant, or is refused where that cannot be, so that no rule changes its rows in silence.
 */
public enum Language {
  /** As it was first; what a policy without {@code language} is in. */
  FIRST("1"),
  /** Conditions bear on what belongs to a row, and the latest date is that of those there. */
  SECOND("2");

  private final String written;

  Language(String written) {
    this.written = written;
  }

  static Language read(Mapping root, Faults faults) {
    Optional<String> written = root.text("language");
    for (Language language : values()) {
      if (written.filter(language.written::equals).isPresent()) {
        return language;
      }
    }
    written.ifPresent(
        other ->
            faults.add(
                root.placeOf("language"),
                "'" + other + "' is no edition of the policy's language",
                "write language: 2"));
    return FIRST;
  }

  public boolean isFirst() {
    return this == FIRST;
  }
}
