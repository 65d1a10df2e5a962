package fr.oubli.purge.job;

import fr.oubli.decision.statement.BulkDelete;
import fr.oubli.schema.sql.Slice;
import fr.oubli.schema.sql.Sql;
import java.util.List;
import java.util.Optional;

/**
 * The statements for one slice.
 *
 * @param locks what is locked or noted first, in order; each answers a number that nobody needs
 * @param bulk tried before {@code acts}, and instead of them where it succeeds
 * @param acts what changes rows, in order; each answers how many rows it changed
 */
record SliceStatements(Slice slice, List<Sql> locks, Optional<BulkDelete> bulk, List<Sql> acts) {}
