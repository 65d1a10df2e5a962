/** What a run would do, counted before anything is touched. Start with {@code Plan}. */
@NullMarked
package fr.oubli.purge.plan;

import org.jspecify.annotations.NullMarked;
