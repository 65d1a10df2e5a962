/** The nightly purge: plan, ranges, decision, guarded write, verification. */
@NullMarked
package fr.oubli.retention;

import org.jspecify.annotations.NullMarked;
