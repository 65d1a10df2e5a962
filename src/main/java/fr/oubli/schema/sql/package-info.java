/**
 * Pieces of SQL: statements with their values, fields, keys, ranges of blocks, and masks. Start
 * with {@code Sql}, then {@code MaskSql}.
 */
@NullMarked
package fr.oubli.schema.sql;

import org.jspecify.annotations.NullMarked;
