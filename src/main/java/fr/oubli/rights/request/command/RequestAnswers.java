package fr.oubli.rights.request.command;

import fr.oubli.rights.request.Matches.MatchCount;
import fr.oubli.rights.request.Matches.MatchedRow;
import fr.oubli.rights.request.Matches.Proposal;
import fr.oubli.rights.request.Progress;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.RequestHistory.Event;
import fr.oubli.rights.request.RequestState;
import fr.oubli.rights.request.Step;
import fr.oubli.rights.request.WaitingRequests;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the commands about requests answer to a program. */
final class RequestAnswers {

  private RequestAnswers() {}

  /** A request that asks the same as an earlier one, for the same person. */
  record Link(long request, long sameAs) {}

  /** The requests that wait, the most urgent first. */
  record Waiting(LocalDate day, List<One> requests, List<Link> links) {

    static Waiting of(WaitingRequests waiting) {
      return new Waiting(
          waiting.today(),
          waiting.requests().stream()
              .map(request -> One.of(request, waiting.urgency(request)))
              .toList(),
          new TreeMap<>(waiting.links())
              .entrySet().stream().map(link -> new Link(link.getKey(), link.getValue())).toList());
    }
  }

  /**
   * A request.
   *
   * @param answerBy null while its clock is stopped, and once it ended
   * @param urgency late, or due this week
   */
  record One(
      long request,
      String right,
      String state,
      LocalDate receivedOn,
      @Nullable LocalDate answerBy,
      @Nullable String urgency,
      @Nullable String outcome) {

    static One of(Request request, @Nullable String urgency) {
      boolean counts = !request.state().ended() && request.state() != RequestState.SUSPENDED;
      return new One(
          request.id(),
          request.right().stored(),
          request.state().stored(),
          request.receivedOn(),
          counts ? request.deadline() : null,
          urgency,
          request.outcome());
    }
  }

  /** A step that may be taken, and what is typed for it. */
  record Command(String step, String command) {}

  /**
   * What may come next.
   *
   * @param stage in words
   * @param next the usual step; null where none is expected
   * @param others what else may be done
   */
  record Steps(String stage, @Nullable Command next, List<Command> others) {

    static Steps of(Progress progress) {
      Step next = progress.next();
      return new Steps(
          progress.stage().word(),
          next == null ? null : command(next, progress),
          progress.otherSteps().stream().map(step -> command(step, progress)).toList());
    }

    private static Command command(Step step, Progress progress) {
      return new Command(step.word(), progress.command(step));
    }
  }

  /** A step that was taken, at a minute in UTC. */
  record Taken(String at, String operator, String step, @Nullable String note) {

    static Taken of(Event event) {
      return new Taken(
          event.at().replace(' ', 'T') + "Z", event.operator(), event.step(), event.note());
    }
  }

  /**
   * Rows on which somebody has to decide.
   *
   * @param by what led to them
   * @param own whether they are the person's if they are rightly found
   */
  record Proposed(String collection, String by, boolean own, long rows) {

    static Proposed of(Proposal proposal) {
      return new Proposed(proposal.collection(), proposal.by(), proposal.own(), proposal.rows());
    }
  }

  /**
   * What was found.
   *
   * @param notSearched collections in which nobody can be looked for
   */
  record Found(List<MatchCount> collections, List<Proposed> proposals, List<String> notSearched) {}

  /**
   * A row that was found.
   *
   * @param state confirmed or proposed
   * @param shown something of a proposed row, masked; null where nothing of it is shown
   */
  record Row(String collection, String key, String foundBy, String state, @Nullable String shown) {

    static Row confirmed(MatchedRow row) {
      return new Row(row.collection(), row.key(), row.foundBy(), "confirmed", null);
    }

    static Row proposed(MatchedRow row, @Nullable String shown) {
      return new Row(row.collection(), row.key(), row.foundBy(), "proposed", shown);
    }
  }

  /**
   * One request, whole.
   *
   * @param sameAs the earlier request that asks the same for the same person; null where none does
   */
  record Shown(One request, @Nullable Long sameAs, List<Taken> history, Found found, Steps steps) {}

  /**
   * The rows of one request.
   *
   * @param rows null where nobody asked for them
   */
  record Matched(long request, Found found, @Nullable List<Row> rows, Steps steps) {}
}
