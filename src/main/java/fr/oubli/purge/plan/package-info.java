/** What a run would do, counted before it does it. */
@NullMarked
package fr.oubli.purge.plan;

import org.jspecify.annotations.NullMarked;
