/**
 * Starts Spring Batch on the database that a command opened, and launches, recovers and stops a
 * job. Start with {@code BatchRuntime}, then {@code JobLaunch}.
 */
@NullMarked
package fr.oubli.platform.batch;

import org.jspecify.annotations.NullMarked;
