/**
 * Whose a row is, as a draft proposes it: keys without a constraint, references under a condition,
 * rows that tell whose another row is, and owners that only a person can name. Start with {@code
 * TieDraft}.
 */
@NullMarked
package fr.oubli.setup.ties;

import org.jspecify.annotations.NullMarked;
