/**
 * What a night leaves to be read, by people and by the next night: results, ages, watermarks, files
 * without a row, and the compliance table. Start with {@code Result}.
 */
@NullMarked
package fr.oubli.purge.report;

import org.jspecify.annotations.NullMarked;
