package fr.oubli.rights.rectification;

import org.jspecify.annotations.Nullable;

/**
 * One value to correct.
 *
 * @param line of the file that says so
 * @param value what the column takes; null empties it
 */
record Correction(long line, String collection, String key, String field, @Nullable String value) {}
