package fr.oubli.model.policy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The actions that a policy can name, and what becomes of them. */
public final class Actions {

  /** One of each kind, as its word alone asks for it; in the order in which people are told. */
  public static final List<Action> ALL =
      List.of(new Delete(), new Anonymise(), new Archive(List.of()));

  private static final List<Action> TOLD =
      Stream.concat(ALL.stream(), Stream.of(new Pseudonymise())).toList();

  private Actions() {}

  /** Every kind of action that the ledger and the reports tell of. */
  public static List<Action> told() {
    return TOLD;
  }

  /** The action of a word that a policy can name. */
  static Optional<Action> asked(String word) {
    return ALL.stream().filter(action -> action.word().equals(word)).findFirst();
  }

  /**
   * The action of a word. Empty for any other word: the ledger also knows what no rule does, such
   * as the correction of a value.
   */
  public static Optional<Action> named(String word) {
    return TOLD.stream().filter(action -> action.word().equals(word)).findFirst();
  }
}
