package fr.oubli.purge.job;

import fr.oubli.purge.pace.StopWatch;
import fr.oubli.purge.pace.Throttle;
import fr.oubli.schema.sql.Slice;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ItemReader;

/**
 * Hands out the slices of a pass to all workers, as fast as the throttle lets them through. It
 * keeps no position: after a restart every slice is handed out again, and what was done is no
 * longer due.
 */
final class SliceReader implements ItemReader<Slice> {

  private final SliceSource source;
  private final SliceItemProcessor processor;
  private final Throttle throttle;
  private final StopWatch end;
  private final Deque<Slice> pieces = new ArrayDeque<>();
  private List<Slice> slices = List.of();
  private Iterator<Slice> next = slices.iterator();

  /**
   * @param processor knows the pieces of a slice
   */
  SliceReader(SliceSource source, SliceItemProcessor processor, Pace pace) {
    this.processor = processor;
    this.source = source;
    this.throttle = pace.throttle();
    this.end = pace.end();
  }

  /** Null once all slices of the pass were handed out. */
  @Override
  public @Nullable Slice read() {
    // No statement of the slice's transaction was sent yet: nobody waits for one that pauses.
    throttle.await(end::isOver);
    end.check();
    Slice slice = piece();
    if (slice != null) {
      StepRowCounts.handedOut();
    }
    return slice;
  }

  private synchronized @Nullable Slice piece() {
    while (pieces.isEmpty() && next.hasNext()) {
      pieces.addAll(processor.pieces(next.next(), throttle.finer()));
    }
    return pieces.poll();
  }

  /** Begins a pass: rows may have come, gone and moved since the one before. */
  synchronized void rewind() {
    slices = List.copyOf(source.slices());
    pieces.clear();
    next = slices.iterator();
  }

  synchronized int count() {
    return slices.stream().mapToInt(slice -> SliceParts.count(slice, throttle.finer())).sum();
  }
}
