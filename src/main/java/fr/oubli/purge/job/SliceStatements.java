package fr.oubli.purge.job;

import fr.oubli.decision.statement.BulkDelete;
import fr.oubli.schema.sql.Slice;
import fr.oubli.schema.sql.Sql;
import java.util.List;
import java.util.Optional;

/**
 * The statements for one slice: what to lock first, then what acts.
 *
 * @param bulk tried before the acts, and instead of them where it succeeds
 */
record SliceStatements(Slice slice, List<Sql> locks, Optional<BulkDelete> bulk, List<Sql> acts) {}
