package fr.oubli.schema.catalog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the files of a table may hold beside its rows: versions of rows that were deleted or changed
 * and that no VACUUM freed yet, by PostgreSQL's own statistics. One of a partitioned table speaks
 * of all its partitions together.
 *
 * @param name the collection
 * @param dead versions of rows in the table
 * @param deadPieces pieces of long values, which PostgreSQL keeps apart
 * @param vacuumed when those were last freed, by hand or by itself, of the table or the partition
 *     where it is longest ago; null where one with dead rows never was
 * @param rewrites when it was written anew; none before the schema oubli was there
 */
public record TableFiles(
    String name, long dead, long deadPieces, @Nullable Instant vacuumed, Rewrites rewrites) {

  /**
   * What the night's own rewrites came to.
   *
   * @param last when the table, or the last of its partitions, was written anew; null where never
   * @param fault why the latest try did not succeed; null where it did, or there was none
   */
  public record Rewrites(@Nullable Instant last, @Nullable String fault) {

    static final Rewrites NONE = new Rewrites(null, null);
  }

  /** Whether nothing in the table waits for a VACUUM. */
  public boolean clean() {
    return dead == 0 && deadPieces == 0;
  }
}
