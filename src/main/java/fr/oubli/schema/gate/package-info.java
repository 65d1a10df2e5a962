/**
 * Everything that must hold before a row is touched, each gate with the mend that it asks for.
 * Start with {@code Gates}.
 */
@NullMarked
package fr.oubli.schema.gate;

import org.jspecify.annotations.NullMarked;
