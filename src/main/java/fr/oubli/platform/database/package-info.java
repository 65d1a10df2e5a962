/**
 * Connects to a configured PostgreSQL server or to an embedded one, and brings the schema oubli up
 * to date there. Start with {@code Database}.
 */
@NullMarked
package fr.oubli.platform.database;

import org.jspecify.annotations.NullMarked;
