/** Oubli makes a privacy policy run. */
@NullMarked
package fr.oubli;

import org.jspecify.annotations.NullMarked;
