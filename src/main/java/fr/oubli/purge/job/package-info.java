/**
 * The Spring Batch job of a night: its steps, their readers, processors and writers, and their
 * listeners. Start with {@code PurgeJob}.
 */
@NullMarked
package fr.oubli.purge.job;

import org.jspecify.annotations.NullMarked;
