/**
 * The nightly purge: gates, plan, job, verification, seal, reports. Start with {@code
 * NightlyPurge}.
 */
@NullMarked
package fr.oubli.purge;

import org.jspecify.annotations.NullMarked;
