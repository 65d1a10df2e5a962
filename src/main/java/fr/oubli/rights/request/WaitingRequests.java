package fr.oubli.rights.request;

import fr.oubli.platform.console.TextTable;
import java.time.LocalDate;
import java.util.List;

/** The requests that wait for an answer, as their operator reads them on a day. */
public record WaitingRequests(List<Request> requests, LocalDate today) {

  private static final int DAYS_SHOWN_AS_DUE = 7;

  public WaitingRequests {
    requests = List.copyOf(requests);
  }

  /** Whether one of them is due within a week, or late. */
  public boolean urgent() {
    return requests.stream().anyMatch(this::due);
  }

  public TextTable table() {
    TextTable table =
        new TextTable("request", "right", "state", "received", "answer by", "urgency");
    for (Request request : requests) {
      table.row(
          request.id(),
          request.right().stored(),
          request.state().stored(),
          request.receivedOn(),
          request.state() == RequestState.SUSPENDED ? null : request.deadline(),
          request.late(today) ? "late" : due(request) ? "due this week" : null);
    }
    return table;
  }

  private boolean due(Request request) {
    return request.dueBy(today.plusDays(DAYS_SHOWN_AS_DUE));
  }
}
