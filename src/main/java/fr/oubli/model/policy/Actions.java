package fr.oubli.model.policy;

import java.util.List;
import java.util.Optional;

/** The actions that a policy can name. */
public final class Actions {

  /** One of each kind, as its word alone asks for it; in the order in which people are told. */
  public static final List<Action> ALL =
      List.of(new Delete(), new Anonymise(), new Archive(List.of()));

  private Actions() {}

  /**
   * The action of a word. Empty for any other word: the ledger also knows what no rule does, such
   * as the correction of a value.
   */
  public static Optional<Action> named(String word) {
    return ALL.stream().filter(action -> action.word().equals(word)).findFirst();
  }
}
