package fr.oubli.setup.clues;

import fr.oubli.schema.catalog.Column;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes a column named "state" for part of an address only if the table has a town or a postal code
 * of the same address. Elsewhere "state" usually means progress, such as that of an order.
 */
final class StateClue {

  private static final String STATE = "user.contact.address.state";
  private static final Set<String> BESIDE =
      Set.of("user.contact.address.city", "user.contact.address.postal_code");

  private StateClue() {}

  static Optional<NameClue> of(TableFacts facts, Column column) {
    List<String> words = NameWords.of(column.name());
    int last = words.size() - 1;
    if (last < 0 || !words.get(last).equals("state")) {
      return Optional.empty();
    }
    List<String> whose = words.subList(0, last);
    return facts.table().columns().stream().anyMatch(each -> isTown(each, whose))
        ? Optional.of(new NameClue(STATE, whose))
        : Optional.empty();
  }

  /**
   * Whether the column is the town or the postal code of the same address: billing_city belongs
   * with billing_state, not with state.
   */
  private static boolean isTown(Column column, List<String> whose) {
    List<String> words = NameWords.of(column.name());
    int size = whose.size();
    return words.size() > size
        && words.subList(0, size).equals(whose)
        && speaks(words.subList(size, words.size()))
        && !speaks(words.subList(size + 1, words.size()));
  }

  private static boolean speaks(List<String> words) {
    return NameClue.of(String.join("_", words))
        .map(NameClue::category)
        .filter(BESIDE::contains)
        .isPresent();
  }
}
