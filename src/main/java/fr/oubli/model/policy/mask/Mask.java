package fr.oubli.model.policy.mask;

import java.util.Optional;

/**
 * A way to rewrite a column. Every mask gives the same result when it is applied to its own result:
 * that is how a row that is already anonymised is known, and why a second run over it is harmless.
 *
 * <p>The interface is open so that a strategy is added by its own file and one entry in {@link
 * Strategies}; a test compares that list with the classes here and with the policy's JSON schema.
 */
public interface Mask {

  /** The masked value as SQL, of the column's own type. */
  String sql(ColumnValue value);

  /** A condition in SQL: the column holds its masked value, or no value. It is never null. */
  String isMasked(ColumnValue value);

  /**
   * The masked value of what is inside a JSON column, as SQL of type jsonb. What the mask cannot
   * rewrite there becomes null rather than stay.
   *
   * @param value SQL of type jsonb, never a JSON null
   */
  String json(String value, RowSql row);

  /** Whether an array is masked element by element; otherwise as the one value that it is. */
  default boolean perElement() {
    return true;
  }

  /** What it does to the values of a column. */
  MaskEffect effect();

  /**
   * Why a column cannot take the mask.
   *
   * @param name the column as the policy writes it
   */
  Optional<Misfit> misfit(String name, ColumnFacts column);

  /** Why no path inside a JSON column can take the mask. */
  Optional<Misfit> misfitInJson();
}
