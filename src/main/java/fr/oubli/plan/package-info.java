/** What a run would do, counted before it does it. */
@NullMarked
package fr.oubli.plan;

import org.jspecify.annotations.NullMarked;
