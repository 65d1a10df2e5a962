/** Tests of the database, and the servers that tests run on. */
@NullMarked
package fr.oubli.platform.database;

import org.jspecify.annotations.NullMarked;
