package fr.oubli.purge.job;

import fr.oubli.schema.sql.Slice;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ItemReader;

/**
 * Hands out the slices of a pass to all workers. It keeps no position: after a restart every slice
 * is handed out again, and what was done is no longer due.
 */
final class SliceReader implements ItemReader<Slice> {

  private final SliceSource source;
  private final AtomicInteger next = new AtomicInteger();
  private volatile List<Slice> slices = List.of();

  SliceReader(SliceSource source) {
    this.source = source;
  }

  /** Null once all slices of the pass were handed out. */
  @Override
  public @Nullable Slice read() {
    int index = next.getAndIncrement();
    if (index >= slices.size()) {
      return null;
    }
    StepRowCounts.handedOut();
    return slices.get(index);
  }

  /** Begins a pass: rows may have come, gone and moved since the one before. */
  void rewind() {
    slices = List.copyOf(source.slices());
    next.set(0);
  }

  int count() {
    return slices.size();
  }
}
