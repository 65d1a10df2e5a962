/**
 * How a night keeps the database usable for others: how much of it it takes, and when it stops.
 * Start with {@code NightPace}, then {@code Until}.
 */
@NullMarked
package fr.oubli.purge.pace;

import org.jspecify.annotations.NullMarked;
