/** Files that people open, written whole or not at all. Start with {@code WholeFile}. */
@NullMarked
package fr.oubli.platform.output;

import org.jspecify.annotations.NullMarked;
