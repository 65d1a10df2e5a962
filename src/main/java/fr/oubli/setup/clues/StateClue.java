package fr.oubli.setup.clues;

import fr.oubli.schema.catalog.Column;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A state is a part of an address beside its town, and else how far an order got. */
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

  /** Of the same address: billing_city is beside billing_state, and not beside state. */
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
