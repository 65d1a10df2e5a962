/** Tests of what a clue is and what it is not. */
@NullMarked
package fr.oubli.setup.clues;

import org.jspecify.annotations.NullMarked;
