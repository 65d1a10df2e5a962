/** The first data map of a database that Oubli never saw, for a person to finish. */
@NullMarked
package fr.oubli.setup.draft;

import org.jspecify.annotations.NullMarked;
