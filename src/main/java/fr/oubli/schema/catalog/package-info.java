/**
 * PostgreSQL's catalogue as values: tables, columns, keys, foreign keys and the order that they
 * give. Start with {@code CatalogReader}.
 */
@NullMarked
package fr.oubli.schema.catalog;

import org.jspecify.annotations.NullMarked;
