/**
 * Clues that a column speaks of a person: its name, its comment, its type, a sample of its values.
 * Start with {@code Judge}, then {@code ColumnJudge}.
 */
@NullMarked
package fr.oubli.setup.clues;

import org.jspecify.annotations.NullMarked;
