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
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The steps of a request from its opening to its end. Each step is one transaction with its line of
 * history, under the name of whoever took it; a step that the request's state does not allow is
 * refused and changes nothing.
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
    return step(
        id,
        RequestHistory.LEARNED,
        String.join(", ", more.stream().map(Identity::kind).distinct().toList()),
        request -> {
          request.refuseEnded();
          identities.add(id, more);
        });
  }

  /** The person is who they say; from now on the request can be carried out. */
  public Request verify(long id, String means, LocalDate on) {
    return step(
        id,
        "identity verified",
        means,
        request -> {
          refuseUnless(request, RequestState.OPEN, RequestState.VERIFIED);
          jdbc.sql(
                  "update oubli.request set state = 'verified', identity_means = ?,"
                      + " identity_by = ?, identity_on = ? where id = ?")
              .params(means, operator, on, id)
              .update();
        });
  }

  /** A reasonable doubt about the identity stops the clock. */
  public Request suspend(long id, String doubt, LocalDate on) {
    return step(
        id,
        "suspended",
        doubt,
        request -> {
          refuseUnless(request, RequestState.OPEN);
          refuseBefore(on, request.receivedOn(), "a doubt cannot be older than the request");
          jdbc.sql("update oubli.request set state = 'suspended', suspended_on = ? where id = ?")
              .params(on, id)
              .update();
        });
  }

  /** The doubt is lifted: the days that it lasted are added to the deadline. */
  public Request resume(long id, LocalDate on) {
    return step(
        id,
        "resumed",
        on.toString(),
        request -> {
          refuseUnless(request, RequestState.SUSPENDED);
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
    return step(
        id,
        "extended",
        reason,
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
    refuseUnless(request, RequestState.OPEN, RequestState.VERIFIED);
    if (request.extendedOn() != null) {
      throw request.refusal("was extended on " + request.extendedOn() + "; that is all there is");
    }
    refuseBefore(toldOn, request.receivedOn(), "it was received on " + request.receivedOn());
    LocalDate first = deadlines.first(request.receivedOn(), request.term().suspendedDays());
    if (toldOn.isAfter(first)) {
      throw request.refusal(
          "could be extended until " + first + "; the first month is over, answer now");
    }
  }

  /** Ends the request without carrying it out, for reasons that the person is told. */
  public Request refuse(long id, String reasons, LocalDate on) {
    return end(id, "refused", reasons, null, on, RequestState.REFUSED);
  }

  /**
   * Ends the request: it is answered.
   *
   * @param reply where the answer was written; null where there is no file
   */
  public Request close(long id, String outcome, @Nullable String reply, LocalDate on) {
    return end(id, "closed", outcome, reply, on, RequestState.CLOSED);
  }

  private Request end(
      long id,
      String step,
      String outcome,
      @Nullable String reply,
      LocalDate on,
      RequestState state) {
    return step(
        id,
        step,
        outcome,
        request -> {
          request.refuseEnded();
          refuseBefore(on, request.receivedOn(), "it was received on " + request.receivedOn());
          jdbc.sql(
                  "update oubli.request set state = ?, outcome = ?, reply = ?, ended_on = ?,"
                      + " suspended_on = null where id = ?")
              .params(Arrays.asList(state.stored(), outcome, reply, on, id))
              .update();
        });
  }

  private Request step(long id, String step, String note, Consumer<Request> change) {
    return requests.inTransaction(
        () -> {
          requests.lock(id);
          change.accept(requests.get(id));
          history.note(id, step, note);
          return requests.get(id);
        });
  }

  private static void refuseUnless(Request request, RequestState... allowed) {
    request.refuseEnded();
    if (!List.of(allowed).contains(request.state())) {
      throw request.refusal("is " + request.state().stored() + "; that step is not for it");
    }
  }

  private static void refuseBefore(LocalDate day, LocalDate earliest, String why) {
    if (day.isBefore(earliest)) {
      throw new Refusal(ExitCode.INVALID, day + " is too early: " + why);
    }
  }
}
