/** The map of where personal data live, read from Fides dataset files. */
@NullMarked
package fr.oubli.datamap;

import org.jspecify.annotations.NullMarked;
