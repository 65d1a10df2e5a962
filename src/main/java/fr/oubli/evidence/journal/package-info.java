/**
 * What must outlive the database: copies of the evidence and of Oubli's registers, encrypted, for
 * the day on which an older state of it is restored. Start with {@code RunJournal}.
 */
@NullMarked
package fr.oubli.evidence.journal;

import org.jspecify.annotations.NullMarked;
