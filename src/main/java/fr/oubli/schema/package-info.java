/**
 * What PostgreSQL says of itself, what must hold before a row is touched, and how names and values
 * get into SQL. Start with {@code catalog.Catalog}, then {@code gate.Gates}.
 */
@NullMarked
package fr.oubli.schema;

import org.jspecify.annotations.NullMarked;
