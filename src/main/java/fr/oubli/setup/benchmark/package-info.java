/**
 * What the evidence costs: the purge beside a bare statement and beside the usual way, in one run.
 * Start with {@code BenchmarkCommand}, then {@code Bench}.
 */
@NullMarked
package fr.oubli.setup.benchmark;

import org.jspecify.annotations.NullMarked;
