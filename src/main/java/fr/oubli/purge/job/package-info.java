/**
 * The Spring Batch job of a night: its configuration, its steps with their readers, processors and
 * writers, and the verification. Start with {@code PurgeJobConfiguration}, which has the steps in
 * the order of the night.
 *
 * <p>An item of the enforcing steps is not a row but a range of a table's blocks, or a list of
 * rows, on which one statement decides, acts and writes its evidence on the server. This is for
 * speed. The figures are multiples of the time of one bare statement without evidence or holds (2
 * of 4 million rows deleted; 1 of 2 million persons anonymised; PostgreSQL 18, 2 cores):
 *
 * <ul>
 *   <li>22 times to delete and 6 times to anonymise, with a paging reader that maps rows to objects
 *       and single-row statements in batches of 1,000;
 *   <li>12 and 2.8 times with a mapper written by hand;
 *   <li>3.9, 2.9 and 2.5 times to delete, and 1.15, 0.8 and 0.8 times to anonymise, with a cursor
 *       of keys and statements for 5,000 of them at a time, on 1, 2 and 4 workers;
 *   <li>2.4 and 1.6 times to delete, and 1.05 and 0.7 times to anonymise, with ranges of 10,000
 *       keys that never leave the server, on 1 and 2 workers.
 * </ul>
 *
 * <p>A chunk is therefore one item, and its transaction is that of one range: a rollback is small,
 * and other transactions wait only briefly. Spring Batch's tables still count rows: see {@code
 * StepRowCounts}.
 */
@NullMarked
package fr.oubli.purge.job;

import org.jspecify.annotations.NullMarked;
