package fr.oubli.intake;

import fr.oubli.intake.FeedEnd.Outcome;
import org.jspecify.annotations.Nullable;

/** The parts of one launch of the job, and how it ended. */
final class FeedWork {

  private final StagingTable staging;
  private final LineBlockReader reader;
  private final LineProcessor processor;
  private final FeedEnd end;
  private @Nullable Outcome outcome;

  FeedWork(StagingTable staging, LineBlockReader reader, LineProcessor processor, FeedEnd end) {
    this.staging = staging;
    this.reader = reader;
    this.processor = processor;
    this.end = end;
  }

  StagingTable staging() {
    return staging;
  }

  LineBlockReader reader() {
    return reader;
  }

  LineProcessor processor() {
    return processor;
  }

  void finish() {
    outcome = end.end(reader.count(), reader.cut());
  }

  /** Null where the job was stopped before its end. */
  @Nullable Outcome outcome() {
    return outcome;
  }
}
