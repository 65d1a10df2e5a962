/** The connection: a configured server, or the embedded one, with the schema oubli migrated. */
@NullMarked
package fr.oubli.platform.database;

import org.jspecify.annotations.NullMarked;
