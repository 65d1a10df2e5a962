/**
 * Which rows a deletion rule makes due, what keeps them, and the one statement that acts on them.
 * Start with {@code Eligibilities}, then {@code ActiveEnforcement}.
 */
@NullMarked
package fr.oubli.decision;

import org.jspecify.annotations.NullMarked;
