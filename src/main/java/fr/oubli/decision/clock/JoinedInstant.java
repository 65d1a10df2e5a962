package fr.oubli.decision.clock;

import fr.oubli.schema.sql.Sql;

/**
 * An {@link ClockSql#instant} with what has to stand behind the row after FROM to tell it. A join
 * that PostgreSQL hashes costs a tenth of a look into an index for each row.
 *
 * @param joined nothing, or joins that find at most one row for each
 */
public record JoinedInstant(Sql joined, Sql instant) {}
