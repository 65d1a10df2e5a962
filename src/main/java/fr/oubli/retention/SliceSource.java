package fr.oubli.retention;

import fr.oubli.decision.Slice;
import java.util.List;

/** Cuts a duty's rows into slices, as they lie at the beginning of a pass. */
interface SliceSource {

  List<Slice> slices();
}
