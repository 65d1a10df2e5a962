/**
 * When a retention period starts and ends: each of the policy's clocks put into SQL. Start with
 * {@code ClockSqls}, then {@code RowClockSql}.
 */
@NullMarked
package fr.oubli.decision.clock;

import org.jspecify.annotations.NullMarked;
