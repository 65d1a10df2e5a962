package fr.oubli.rights.access;

import fr.oubli.rights.request.Right;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the export job works on.
 *
 * @param waiting requests with their rights, the one with the earliest deadline first
 * @param answering writes the bundle of one of them
 * @param workers how many bundles are written at a time
 */
record UnansweredRequests(Map<Long, Right> waiting, BundleAnswer answering, int workers) {

  /**
   * How many people are read together; enough that what is asked once costs each of them little.
   */
  private static final int TOGETHER = 50;

  UnansweredRequests {
    waiting = new LinkedHashMap<>(waiting);
    workers = Math.min(workers, waiting.size());
  }

  /** The requests in pages of one right, so many that each worker has one. */
  List<PeoplePage> pages() {
    int size = Math.min(TOGETHER, (waiting.size() + workers - 1) / workers);
    Map<Right, List<Long>> open = new LinkedHashMap<>();
    List<PeoplePage> pages = new ArrayList<>();
    waiting.forEach(
        (request, right) -> {
          List<Long> page = open.computeIfAbsent(right, any -> new ArrayList<>());
          page.add(request);
          if (page.size() == size) {
            pages.add(new PeoplePage(right, open.remove(right)));
          }
        });
    open.forEach((right, page) -> pages.add(new PeoplePage(right, page)));
    return pages;
  }
}
