package fr.oubli.model.policy;

import java.util.List;

/**
 * What a rule does to a row that is due.
 *
 * <p>A kind of action is one file. It is added by that file, by its entry in {@link Actions}, and
 * by one more method of {@link Cases}, which whatever treats the kinds differently must then
 * answer.
 */
public sealed interface Action permits Delete, Anonymise, Pseudonymise, Archive {

  /** The word that the policy uses for the kind. */
  String kind();

  /**
   * The word that the plan, the ledger and the reports use: the kind, and of a stage its columns.
   */
  default String word() {
    return maskedColumns().isEmpty()
        ? kind()
        : kind() + Actions.COLUMNS + String.join(", ", maskedColumns()) + ")";
  }

  /** The row leaves its table. */
  boolean removesRow();

  /** The row leaves its table and nothing keeps its content, not even the archive. */
  boolean destroys();

  /** The row stays, and its personal columns are rewritten by the policy's masks. */
  boolean masks();

  /** The row leaves the active base for the intermediate archive. */
  boolean archives();

  /** One case per kind, so that a kind that is forgotten anywhere does not compile. */
  <R> R map(Cases<R> cases);

  /** The only columns that the archive keeps; empty where it keeps all or where there is none. */
  default List<String> archivedColumns() {
    return List.of();
  }

  /** The only columns that are masked, in a stage; empty where all are that the policy masks. */
  default List<String> maskedColumns() {
    return List.of();
  }

  /** It ends a part of a row's personal columns, and leaves the others to other rules. */
  default boolean isStage() {
    return !maskedColumns().isEmpty();
  }

  /** A mask of the policy, where there is one, rewrites the column or something inside it. */
  default boolean mayRewrite(String column) {
    return masks()
        && (!isStage()
            || maskedColumns().stream()
                .anyMatch(named -> named.equals(column) || named.startsWith(column + ".")));
  }

  /**
   * What somebody makes of each kind of action.
   *
   * @param <R> what is made
   */
  interface Cases<R> {
    R delete(Delete action);

    R anonymise(Anonymise action);

    R pseudonymise(Pseudonymise action);

    R archive(Archive action);
  }
}
