package fr.oubli.model.policy.mask;

/**
 * Why a column cannot take a mask.
 *
 * @param what goes on after the column's name, such as "is NOT NULL and cannot take null_rewrite"
 * @param mend what to write instead
 */
public record Misfit(String what, String mend) {

  /** Of a column for which only a person can say what fits. */
  static Misfit of(String what) {
    return new Misfit(what, "give the column another strategy");
  }
}
