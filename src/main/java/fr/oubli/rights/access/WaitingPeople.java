package fr.oubli.rights.access;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ItemReader;

/**
 * Hands out the requests that wait, page by page: a worker gets those of a page, one after the
 * other, before another page.
 */
final class WaitingPeople implements ItemReader<WaitingPeople.Waiting>, AutoCloseable {

  /** A request, and the page that it is read with. */
  record Waiting(long request, PeoplePage page) {}

  private final Queue<PeoplePage> pages;
  private final Queue<PeoplePage> begun = new ConcurrentLinkedQueue<>();
  private final ThreadLocal<Deque<Waiting>> mine = ThreadLocal.withInitial(ArrayDeque::new);

  WaitingPeople(UnansweredRequests requests) {
    this.pages = new ConcurrentLinkedQueue<>(requests.pages());
  }

  @Override
  public @Nullable Waiting read() {
    Deque<Waiting> waiting = mine.get();
    if (waiting.isEmpty()) {
      PeoplePage page = pages.poll();
      if (page != null) {
        begun.add(page);
        page.requests().forEach(request -> waiting.add(new Waiting(request, page)));
      }
    }
    return waiting.poll();
  }

  /** Of a job that was stopped, pages may be open. */
  @Override
  public void close() {
    begun.forEach(PeoplePage::close);
  }
}
