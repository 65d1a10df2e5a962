package fr.oubli.policy;

/**
 * How much one run may do without an approved plan. A purge that removes too much is itself a
 * personal-data breach (GDPR art. 33).
 *
 * @param share of a collection's rows, from 0 to 1
 * @param fromRows collections with fewer due rows than this are never stopped
 */
public record Limits(double share, long fromRows) {

  /** Where a policy sets none. */
  public static final Limits DEFAULT = new Limits(0.2, 500);

  public Limits {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("a share is between 0 % and 100 %");
    }
  }

  public boolean exceededBy(long due, long stored) {
    return due >= fromRows && due > share * stored;
  }
}
