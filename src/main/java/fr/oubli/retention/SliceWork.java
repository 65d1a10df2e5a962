package fr.oubli.retention;

import fr.oubli.decision.BulkDelete;
import fr.oubli.decision.Slice;
import fr.oubli.decision.Sql;
import java.util.List;
import java.util.Optional;

/**
 * The statements for one slice: what to lock first, then what acts.
 *
 * @param bulk tried before the acts, and instead of them where it succeeds
 */
record SliceWork(Slice slice, List<Sql> locks, Optional<BulkDelete> bulk, List<Sql> acts) {}
