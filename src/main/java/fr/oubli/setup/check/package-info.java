/** Tells what a purge would find on a database, and changes nothing there. */
@NullMarked
package fr.oubli.setup.check;

import org.jspecify.annotations.NullMarked;
