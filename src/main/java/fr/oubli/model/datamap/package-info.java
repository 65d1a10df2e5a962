/**
 * The map of where personal data live, read from Fides dataset files. Start with {@code DataMap}.
 */
@NullMarked
package fr.oubli.model.datamap;

import org.jspecify.annotations.NullMarked;
