/**
 * Writes tables anew after rows went from them, so that their files no longer hold what was
 * destroyed. Start with {@code TableRewrites}.
 */
@NullMarked
package fr.oubli.purge.rewrite;

import org.jspecify.annotations.NullMarked;
