package fr.oubli.purge.job;

import fr.oubli.schema.sql.Slice;
import java.util.List;

/** Cuts the rows of an enforcement into slices, as they lie when a pass begins. */
interface SliceSource {

  List<Slice> slices();
}
