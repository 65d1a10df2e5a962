/** Files that belong to rows, and their removal once the rows are gone. */
@NullMarked
package fr.oubli.registers.recording;

import org.jspecify.annotations.NullMarked;
