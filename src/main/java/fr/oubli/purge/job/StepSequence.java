package fr.oubli.purge.job;

import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.builder.FlowBuilder;
import org.springframework.batch.core.job.flow.Flow;
import org.springframework.batch.core.job.flow.JobExecutionDecider;
import org.springframework.batch.core.step.Step;

/** A flow that is put together as it runs: one step after the other, some of them repeatedly. */
final class StepSequence {

  private final FlowBuilder<Flow> flow;
  private boolean empty = true;
  private @Nullable JobExecutionDecider last;

  StepSequence(String name) {
    this.flow = new FlowBuilder<>(name);
  }

  /** Goes on with a step. */
  void then(Step step) {
    if (empty) {
      flow.start(step);
    } else if (last == null) {
      flow.next(step);
    } else {
      flow.from(last).on(PassDecider.ON).to(step);
    }
    empty = false;
    last = null;
  }

  /** Goes back to an earlier step for as long as the decider wants it. */
  void repeatFrom(Step step, JobExecutionDecider decider) {
    if (last == null) {
      flow.next(decider);
    } else {
      flow.from(last).on(PassDecider.ON).to(decider);
    }
    flow.from(decider).on(PassDecider.AGAIN).to(step);
    last = decider;
  }

  Flow flow() {
    return flow.build();
  }
}
