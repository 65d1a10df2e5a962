package fr.oubli.model.policy;

import org.jspecify.annotations.Nullable;

/**
 * How much one run may do without an approved plan, and how often it reads all rows. A purge that
 * removes too much is itself a personal-data breach (GDPR art. 33).
 *
 * @param share of a collection's rows, from 0 to 1
 * @param fromRows collections with fewer due rows than this are never stopped
 * @param everythingEveryDays after so many days a run reads all rows again and not only those that
 *     can have become due; 1 is every night
 * @param everythingBelowRows all rows of a smaller collection are read on every run
 * @param dropsWholePartitions a partition of which every row is due is dropped; otherwise its rows
 *     are deleted
 * @param requests how long what Oubli itself knows of who asked is kept
 * @param manners how the night treats those who use the database beside it
 */
public record Limits(
    double share,
    long fromRows,
    int everythingEveryDays,
    long everythingBelowRows,
    boolean dropsWholePartitions,
    RequestPeriods requests,
    Manners manners) {

  /** Where a policy sets none. */
  public static final Limits DEFAULT = new Limits(0.2, 500, 7, 200_000, true);

  /** Limits that say nothing of requests, nor of those who use the database beside the night. */
  public Limits(
      double share,
      long fromRows,
      int everythingEveryDays,
      long everythingBelowRows,
      boolean dropsWholePartitions) {
    this(
        share,
        fromRows,
        everythingEveryDays,
        everythingBelowRows,
        dropsWholePartitions,
        RequestPeriods.DEFAULT,
        Manners.DEFAULT);
  }

  public Limits {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("a share is between 0 % and 100 %");
    }
    if (everythingEveryDays < 1) {
      throw new IllegalArgumentException("at least every day");
    }
  }

  /** Tables that are written anew once rows went from them; null where none is. */
  public @Nullable Rewrite rewrite() {
    return manners.rewrite();
  }

  /** What others may feel of a night; null where it works as fast as it can. */
  public @Nullable PaceLimits pace() {
    return manners.pace();
  }

  /** The same with another pace; null for as fast as it goes. */
  public Limits at(@Nullable PaceLimits pace) {
    return new Limits(
        share,
        fromRows,
        everythingEveryDays,
        everythingBelowRows,
        dropsWholePartitions,
        requests,
        new Manners(manners.rewrite(), pace));
  }

  /** Whether so many due rows of so many stored ones need an approved plan. */
  public boolean exceededBy(long due, long stored) {
    return due >= fromRows && due > share * stored;
  }
}
