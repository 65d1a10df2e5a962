package fr.oubli.evidence;

import java.time.LocalDate;

/**
 * One ledger entry as the database holds it.
 *
 * @param recordedAt UTC with microseconds, as it was digested
 * @param previousDigest of the entry before it; empty for the first one
 */
record Entry(
    long seq, long run, String recordedAt, Change change, String previousDigest, String digest) {

  /**
   * What one transaction did to the rows of a collection.
   *
   * @param keys the keys of the rows, as the text of a PostgreSQL array
   */
  record Change(
      String rule,
      String policySha256,
      String collection,
      String action,
      LocalDate cutoff,
      long rows,
      String keys) {}

  /** What the digest must be, computed apart from the database. */
  String expectedDigest() {
    return Digests.sha256(
        String.join(
            "\n",
            Long.toString(seq),
            Long.toString(run),
            recordedAt,
            change.rule(),
            change.policySha256(),
            change.collection(),
            change.action(),
            change.cutoff().toString(),
            Long.toString(change.rows()),
            Digests.sha256(change.keys()),
            previousDigest));
  }
}
