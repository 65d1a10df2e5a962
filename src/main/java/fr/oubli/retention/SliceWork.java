package fr.oubli.retention;

import fr.oubli.decision.Slice;
import fr.oubli.decision.Sql;
import java.util.List;

/** The statements for one slice: what to lock first, then what acts. */
record SliceWork(Slice slice, List<Sql> locks, List<Sql> acts) {}
