/** Which rows a rule makes due, what keeps them, and the one statement that acts on them. */
@NullMarked
package fr.oubli.decision;

import org.jspecify.annotations.NullMarked;
