package fr.oubli.model.datamap;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a reference says of the persons of the two rows that it joins. */
public enum Tie {
  /** Nothing is said: the shortest way to a person is the owner's. */
  UNSAID,
  /** The row belongs to whom the row that it refers to belongs to. */
  OWNER,
  /** The row also concerns that person, who sees it and for whom it is kept; it is not theirs. */
  PARTY,
  /** The row says whose the row is that it refers to: an order's address, a person's home. */
  IDENTIFIES;

  /** The words for it in a map. */
  static List<String> words() {
    return Arrays.stream(values()).filter(tie -> tie != UNSAID).map(Tie::word).toList();
  }

  static Optional<Tie> of(String word) {
    return Arrays.stream(values())
        .filter(tie -> tie != UNSAID && tie.word().equals(word))
        .findFirst();
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
