/**
 * The clocks of the policy put into SQL: from which day a row's period counts, and whether it is
 * over. Start with {@code ClockSqls}, which makes the SQL of each kind of clock, then read {@code
 * RowClockSql}, the simplest.
 */
@NullMarked
package fr.oubli.decision.clock;

import org.jspecify.annotations.NullMarked;
