/** Tests of what a clue is and what it is not. */
@NullMarked
package fr.oubli.clues;

import org.jspecify.annotations.NullMarked;
