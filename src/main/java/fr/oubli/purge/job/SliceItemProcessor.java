package fr.oubli.purge.job;

import fr.oubli.decision.Enforcement;
import fr.oubli.purge.plan.PlannedEnforcement;
import fr.oubli.schema.sql.Slice;
import org.springframework.batch.infrastructure.item.ItemProcessor;

/** Turns a slice into the statements that decide on its rows and act on them. */
record SliceItemProcessor(PlannedEnforcement planned, long run)
    implements ItemProcessor<Slice, SliceStatements> {

  @Override
  public SliceStatements process(Slice slice) {
    Enforcement enforcement = planned.enforcement();
    return new SliceStatements(
        slice,
        enforcement.locks(run, slice),
        enforcement.bulkDelete(run, slice),
        enforcement.acts(run, slice, planned.inPart() > 0));
  }
}
