package fr.oubli.rights.request;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The steps of a request from its opening to its end. Each step is one transaction with its line of
 * history, under the name of whoever took it; which of them may come next, {@link Stage} says.
 */
public final class RequestSteps {

  private final JdbcClient jdbc;
  private final StoredRequests requests;
  private final RequestIdentities identities;
  private final RequestHistory history;
  private final Deadlines deadlines;
  private final String operator;

  RequestSteps(DataSource dataSource, Deadlines deadlines, String operator) {
    this.jdbc = JdbcClient.create(dataSource);
    this.requests = new StoredRequests(dataSource);
    this.identities = new RequestIdentities(dataSource);
    this.history = new RequestHistory(dataSource, operator);
    this.deadlines = deadlines;
    this.operator = operator;
  }

  /** Adds identities that the person, or the operator, gave after the letter. */
  public Request learn(long id, List<Identity> more) {
    return take(
        id,
        Step.MATCH,
        RequestHistory.LEARNED,
        Note.own(String.join(", ", more.stream().map(Identity::kind).distinct().toList())),
        request -> identities.add(id, more));
  }

  /** The person is who they say; from now on the request can be carried out. */
  public Request verify(long id, String means, LocalDate on) {
    return take(
        id,
        Step.VERIFY,
        "identity verified",
        Note.words(means),
        request ->
            jdbc.sql(
                    "update oubli.request set state = 'verified', identity_means = ?,"
                        + " identity_by = ?, identity_on = ? where id = ?")
                .params(means, operator, on, id)
                .update());
  }

  /** A reasonable doubt about the identity stops the clock. */
  public Request suspend(long id, String doubt, LocalDate on) {
    return take(
        id,
        Step.SUSPEND,
        RequestHistory.SUSPENDED,
        Note.words(doubt),
        request -> {
          refuseBefore(on, request.receivedOn(), "a doubt cannot be older than the request");
          jdbc.sql("update oubli.request set state = 'suspended', suspended_on = ? where id = ?")
              .params(on, id)
              .update();
        });
  }

  /** The doubt is lifted: the days that it lasted are added to the deadline. */
  public Request resume(long id, LocalDate on) {
    return take(
        id,
        Step.RESUME,
        "resumed",
        Note.own(on.toString()),
        request -> {
          LocalDate since = Objects.requireNonNull(request.suspendedOn());
          refuseBefore(on, since, "the doubt was raised on " + since);
          int days = request.term().suspendedDays() + (int) ChronoUnit.DAYS.between(since, on);
          jdbc.sql(
                  "update oubli.request set state = 'open', suspended_on = null,"
                      + " suspended_days = ?, deadline = ? where id = ?")
              .params(days, deadlines.after(request.term(), days), id)
              .update();
        });
  }

  /**
   * Two months more, for complexity or number (GDPR art. 12(3)).
   *
   * @param toldOn the day the person was told, which must lie inside the first month
   */
  public Request extend(long id, String reason, LocalDate toldOn) {
    return take(
        id,
        Step.EXTEND,
        RequestHistory.EXTENDED,
        Note.words(reason),
        request -> {
          refuseExtension(request, toldOn);
          LocalDate deadline =
              deadlines.extended(request.receivedOn(), request.term().suspendedDays());
          jdbc.sql(
                  "update oubli.request set extended_on = ?, extension_reason = ?, deadline = ?"
                      + " where id = ?")
              .params(toldOn, reason, deadline, id)
              .update();
        });
  }

  private void refuseExtension(Request request, LocalDate toldOn) {
    refuseBefore(toldOn, request.receivedOn(), "it was received on " + request.receivedOn());
    LocalDate first = deadlines.first(request.receivedOn(), request.term().suspendedDays());
    if (toldOn.isAfter(first)) {
      throw request.refusal(
          "could be extended until " + first + "; the first month is over, answer now");
    }
  }

  /** Ends the request without carrying it out, for reasons that the person is told. */
  public Request refuse(long id, RefusalGround ground, String facts, LocalDate on) {
    return take(
        id,
        Step.REFUSE,
        RequestHistory.REFUSED,
        Note.words(ground.stored() + ": " + facts),
        request -> end(request, RequestState.REFUSED, new RequestEnd(facts, true, ground), on));
  }

  /** Ends the request: the letter that answers it is written, and on its way. */
  public Request close(long id, String outcome, LocalDate on) {
    return take(
        id,
        Step.CLOSE,
        "closed",
        Note.words(outcome),
        request -> end(request, RequestState.CLOSED, new RequestEnd(outcome, true), on));
  }

  /**
   * Ends the request with the answer to the earlier one that it is linked to. It is counted as
   * answered, and its own letter says with what.
   *
   * @throws Refusal when it is not linked to that one, or that one is not answered
   */
  public Request closeWith(long id, long earlier, LocalDate on) {
    return take(
        id,
        Step.CLOSE_WITH,
        RequestHistory.CLOSED_WITH,
        Note.own("request " + earlier),
        request -> {
          requests.progress(id).refuseUnlessAnsweredBy(earlier);
          RequestEnd end = new RequestEnd("answered with request " + earlier, true);
          end(request, RequestState.CLOSED, end, on);
        });
  }

  /** Ends the request although the person gets no answer, which is counted as such. */
  public Request closeUnanswered(long id, String why, LocalDate on) {
    return take(
        id,
        Step.CLOSE_UNANSWERED,
        "closed without an answer",
        Note.words(why),
        request -> end(request, RequestState.CLOSED, new RequestEnd(why, false), on));
  }

  private void end(Request request, RequestState state, RequestEnd end, LocalDate on) {
    refuseBefore(on, request.receivedOn(), "it was received on " + request.receivedOn());
    jdbc.sql(
            "update oubli.request set state = ?, outcome = ?, refusal_ground = ?, without_answer = ?,"
                + " ended_on = ?, suspended_on = null where id = ?")
        .params(
            Arrays.asList(
                state.stored(),
                end.outcome(),
                end.ground() == null ? null : end.ground().stored(),
                !end.answered(),
                on,
                request.id()))
        .update();
    // The letter that tells what was corrected is written: the values are the person's.
    jdbc.sql("delete from oubli.request_correction where request = ?").param(request.id()).update();
    // An erasure that goes on has another letter to come.
    jdbc.sql(
            "delete from oubli.request_addressee where request = ?"
                + " and not oubli.is_needed(request)")
        .param(request.id())
        .update();
  }

  /**
   * What a step's line of history says.
   *
   * @param people whether somebody wrote it: it can speak of the person
   */
  private record Note(String text, boolean people) {

    static Note own(String text) {
      return new Note(text, false);
    }

    static Note words(String text) {
      return new Note(text, true);
    }
  }

  /** What the table of steps does not allow is refused, and changes nothing. */
  private Request take(long id, Step step, String noted, Note note, Consumer<Request> change) {
    return requests.inTransaction(
        () -> {
          requests.lock(id);
          requests.progress(id).refuseUnless(step);
          change.accept(requests.get(id));
          if (note.people()) {
            history.noteWords(id, noted, note.text());
          } else {
            history.note(id, noted, note.text());
          }
          return requests.get(id);
        });
  }

  private static void refuseBefore(LocalDate day, LocalDate earliest, String why) {
    if (day.isBefore(earliest)) {
      throw new Refusal(ExitCode.INVALID, day + " is too early: " + why);
    }
  }
}
