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

  /** Opens the list of columns behind a kind. */
  static final String COLUMNS = " (";

  private Actions() {}

  /** Every kind of action that the ledger and the reports tell of. */
  public static List<Action> told() {
    return TOLD;
  }

  /** The action of a word that a policy can name. */
  static Optional<Action> asked(String word) {
    return ALL.stream().filter(action -> action.kind().equals(word)).findFirst();
  }

  /**
   * The kind of action of a word that the ledger has, whichever columns a stage names behind it.
   * Empty for any other word: the ledger also knows what no rule does, such as the correction of a
   * value.
   */
  public static Optional<Action> named(String word) {
    return TOLD.stream().filter(action -> action.kind().equals(kind(word))).findFirst();
  }

  /** A word of the ledger without the columns of its stage. */
  public static String kind(String word) {
    return isOfStage(word) ? word.substring(0, word.indexOf(COLUMNS)) : word;
  }

  /** What stands behind the kind in a word of the ledger, the columns of a stage; else nothing. */
  public static String columns(String word) {
    return word.substring(kind(word).length());
  }

  private static boolean isOfStage(String word) {
    return word.endsWith(")")
        && TOLD.stream()
            .filter(Action::masks)
            .anyMatch(action -> word.startsWith(action.kind() + COLUMNS));
  }
}
