package fr.oubli.evidence;

import java.time.LocalDate;

/**
 * One ledger entry as the database holds it.
 *
 * @param recordedAt UTC with microseconds, as it was digested
 * @param keys the text of a PostgreSQL array
 */
record Entry(
    long seq,
    long run,
    String recordedAt,
    String rule,
    String policySha256,
    String collection,
    String action,
    LocalDate cutoff,
    long rows,
    String keys,
    String previousDigest,
    String digest) {

  /** What the digest must be, computed apart from the database. */
  String expectedDigest() {
    return Digests.sha256(
        String.join(
            "\n",
            Long.toString(seq),
            Long.toString(run),
            recordedAt,
            rule,
            policySha256,
            collection,
            action,
            cutoff.toString(),
            Long.toString(rows),
            Digests.sha256(keys),
            previousDigest));
  }
}
