/**
 * What a night leaves behind to be read: results, ages, watermarks, orphans and the compliance
 * table. Start with {@code Result}.
 */
@NullMarked
package fr.oubli.purge.report;

import org.jspecify.annotations.NullMarked;
