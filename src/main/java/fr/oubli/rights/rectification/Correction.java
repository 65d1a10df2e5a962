package fr.oubli.rights.rectification;

import org.jspecify.annotations.Nullable;

/**
 * One value to correct.
 *
 * @param line of the file in which it stands
 * @param key of the row, as evidence and holds write it
 * @param value that the column takes; null empties the column
 */
record Correction(long line, String collection, String key, String field, @Nullable String value) {}
