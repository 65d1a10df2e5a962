/**
 * Says whether a purge would run on a database and what it would find, and changes nothing there.
 * Start with {@code Check}.
 */
@NullMarked
package fr.oubli.setup.check;

import org.jspecify.annotations.NullMarked;
