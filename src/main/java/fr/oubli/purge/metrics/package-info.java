/**
 * Tells monitoring systems of a run, by a file for Prometheus or by OpenTelemetry. Start with
 * {@code RunMetrics}.
 */
@NullMarked
package fr.oubli.purge.metrics;

import org.jspecify.annotations.NullMarked;
