package fr.oubli.platform.batch;

import org.springframework.batch.core.configuration.support.MapJobRegistry;

/**
 * A registry in which {@code JobOperator.stop} finds no job, and so marks the job's execution alone
 * as stopping: its workers read that mark with every chunk, and end after the one in hand. Had it
 * found the job, it would also write the executions of the running steps while their own threads
 * write them. The later of two such writes fails, and a run that was to stop would then look like
 * one that broke (spring-batch issue 5308, open in 6.0.6).
 */
final class NoRegisteredJob extends MapJobRegistry {

  @Override
  public void afterSingletonsInstantiated() {
    // The job of the context is launched as an object and needs no entry.
  }
}
