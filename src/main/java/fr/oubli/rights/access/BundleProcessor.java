package fr.oubli.rights.access;

import fr.oubli.platform.console.Failures;
import fr.oubli.rights.access.WaitingPeople.Waiting;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ItemProcessor;

/**
 * Writes the bundle of a request, and keeps what is to be told of it. A request that got none is
 * filtered: Spring Batch's counts then say how many were read and how many bundles were written.
 */
final class BundleProcessor implements ItemProcessor<Waiting, Long> {

  private final BundleAnswer answering;
  private final Queue<String> written = new ConcurrentLinkedQueue<>();
  private final Queue<String> failed = new ConcurrentLinkedQueue<>();

  BundleProcessor(BundleAnswer answering) {
    this.answering = answering;
  }

  /** Null where the request got no bundle. */
  @Override
  public @Nullable Long process(Waiting person) {
    long request = person.request();
    try {
      written.addAll(answering.one(request, person.page()).lines());
      return request;
    } catch (RuntimeException e) {
      failed.add("request " + request + " got no bundle: " + Failures.line(e));
      return null;
    } finally {
      person.page().oneIsDone();
    }
  }

  /** One line for each request: first the bundles that were written, then what failed. */
  List<String> lines() {
    return Stream.concat(written.stream(), failed.stream()).toList();
  }

  boolean anyFailed() {
    return !failed.isEmpty();
  }
}
