/**
 * Measures what the evidence costs. One run times the purge, one bare statement, and the job that a
 * Spring Batch tutorial would write ({@code UsualWay}). Start with {@code BenchmarkCommand}, then
 * {@code Bench}.
 */
@NullMarked
package fr.oubli.setup.benchmark;

import org.jspecify.annotations.NullMarked;
