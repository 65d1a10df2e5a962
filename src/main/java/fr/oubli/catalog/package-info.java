/** What PostgreSQL says of itself: tables, columns, keys, foreign keys, and drift from the map. */
@NullMarked
package fr.oubli.catalog;

import org.jspecify.annotations.NullMarked;
