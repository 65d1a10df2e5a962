/** Whom to leave alone: people who had themselves erased or who objected, known by a keyed hash. */
@NullMarked
package fr.oubli.rights.suppression;

import org.jspecify.annotations.NullMarked;
