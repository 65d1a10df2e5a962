/**
 * Checks everything that must hold before a row is touched. Each gate says how to correct what it
 * finds. Start with {@code Gates}.
 */
@NullMarked
package fr.oubli.schema.gate;

import org.jspecify.annotations.NullMarked;
