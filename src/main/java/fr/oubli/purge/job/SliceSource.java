package fr.oubli.purge.job;

import fr.oubli.schema.sql.Slice;
import java.util.List;

/** Cuts a duty's rows into slices, as they lie at the beginning of a pass. */
interface SliceSource {

  List<Slice> slices();
}
