package fr.oubli.retention;

import fr.oubli.decision.Slice;
import fr.oubli.plan.Planned;
import org.springframework.batch.infrastructure.item.ItemProcessor;

/** Turns a slice into the statements that decide on its rows and act on them. */
record SliceDecision(Planned planned, long run) implements ItemProcessor<Slice, SliceWork> {

  @Override
  public SliceWork process(Slice slice) {
    return new SliceWork(
        slice,
        planned.duty().locks(run, slice),
        planned.duty().bulkDelete(run, slice),
        planned.duty().acts(run, slice, planned.inPart() > 0));
  }
}
