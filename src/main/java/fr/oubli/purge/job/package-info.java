/**
 * The Spring Batch job of a night: its configuration, its steps with their readers, processors and
 * writers, and the verification. Start with {@code PurgeJobConfiguration}, which has the steps in
 * the order of the night.
 *
 * <p>An item of the enforcing steps is not a row but a range of a table's blocks, or a list of
 * rows, on which one statement decides, acts and writes its evidence on the server. That is a
 * matter of time. Against one bare statement without evidence or holds (2 of 4 million rows
 * deleted; 1 of 2 million persons anonymised; PostgreSQL 18, 2 cores), the same rows took:
 *
 * <ul>
 *   <li>22 times as long to delete and 6 times as long to anonymise with a paging reader that maps
 *       rows to objects and single-row statements in batches of 1,000;
 *   <li>12 and 2.8 times with a mapper written by hand;
 *   <li>3.9, 2.9 and 2.5 times to delete, and 1.15, 0.8 and 0.8 times to anonymise, with a cursor
 *       of keys and statements for 5,000 of them at a time, on 1, 2 and 4 workers;
 *   <li>2.4 and 1.6 times to delete, and 1.05 and 0.7 times to anonymise, with ranges of 10,000
 *       keys that never leave the server, on 1 and 2 workers.
 * </ul>
 *
 * <p>A chunk is therefore one item, and its transaction is that of one range: what is rolled back
 * is small, and so is what a neighbour waits for. Spring Batch's tables count rows all the same:
 * see {@code RowCounts}.
 */
@NullMarked
package fr.oubli.purge.job;

import org.jspecify.annotations.NullMarked;
