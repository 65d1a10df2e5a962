package fr.oubli.rights.request;

import fr.oubli.platform.console.TextTable;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The requests that wait for an answer, as their operator reads them on a day.
 *
 * @param links the earlier request of each that asks the same for the same person
 */
public record WaitingRequests(List<Request> requests, Map<Long, Long> links, LocalDate today) {

  private static final int DAYS_SHOWN_AS_DUE = 7;

  public WaitingRequests {
    requests = List.copyOf(requests);
    links = Map.copyOf(links);
  }

  /** Of which none is linked. */
  public WaitingRequests(List<Request> requests, LocalDate today) {
    this(requests, Map.of(), today);
  }

  /** Whether one of them is due within a week, or late. */
  public boolean urgent() {
    return requests.stream().anyMatch(this::due);
  }

  /** With a column of what is linked, where anything is. */
  public TextTable table() {
    List<String> columns =
        List.of("request", "right", "state", "received", "answer by", "urgency", "same as");
    int shown = links.isEmpty() ? columns.size() - 1 : columns.size();
    TextTable table = new TextTable(columns.subList(0, shown));
    for (Request request : requests) {
      @Nullable Object[] row = {
        request.id(),
        request.right().stored(),
        request.state().stored(),
        request.receivedOn(),
        request.state() == RequestState.SUSPENDED ? null : request.deadline(),
        urgency(request),
        links.get(request.id())
      };
      table.row(Arrays.copyOf(row, shown));
    }
    return table;
  }

  /** Whether it is late, or due this week; null where it is neither. */
  public @Nullable String urgency(Request request) {
    return request.late(today) ? "late" : due(request) ? "due this week" : null;
  }

  private boolean due(Request request) {
    return request.dueBy(today.plusDays(DAYS_SHOWN_AS_DUE));
  }
}
