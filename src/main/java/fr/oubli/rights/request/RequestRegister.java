package fr.oubli.rights.request;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.rights.request.Request.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The register of requests. Each step is one transaction with its line of history, under the name
 * of whoever took it; a step that the state does not allow is refused and changes nothing.
 */
public final class RequestRegister {

  /** What a letter says when it arrives. */
  public record Letter(
      Right right, String channel, String quality, LocalDate receivedOn, String scope) {}

  /** One line of history. */
  public record Event(String at, String operator, String step, @Nullable String note) {}

  /** Ends the note of a bundle that opens without a passphrase. */
  public static final String UNENCRYPTED = ", not encrypted";

  /** The step by which somebody else than the person said more of them. */
  public static final String LEARNED = "identities added";

  /** The step by which a night ended an erasure that had waited. */
  public static final String FINISHED = "erasure finished";

  private static final String COLUMNS =
      "id, kind, quality, scope, state, received_on, deadline, suspended_days, suspended_on,"
          + " extended_on, outcome";

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Deadlines deadlines;
  private final String operator;

  public RequestRegister(DataSource dataSource, Deadlines deadlines, String operator) {
    this.jdbc = JdbcClient.create(dataSource);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    this.deadlines = deadlines;
    this.operator = operator;
  }

  public Request open(Letter letter, List<Identity> identities) {
    return inTransaction(
        () -> {
          long id =
              jdbc.sql(
                      """
                      insert into oubli.request
                        (kind, channel, quality, received_on, scope, deadline, opened_by)
                      values (?, ?, ?, ?, ?, ?, ?) returning id""")
                  .params(
                      letter.right().stored(),
                      letter.channel(),
                      letter.quality(),
                      letter.receivedOn(),
                      letter.scope(),
                      deadlines.first(letter.receivedOn(), 0),
                      operator)
                  .query(Long.class)
                  .single();
          identify(id, identities);
          note(id, "opened", letter.right().stored() + " by " + letter.channel());
          return get(id);
        });
  }

  /** By what the letter, or the person's accounts, say who they are. */
  public void identify(long id, Iterable<Identity> identities) {
    identify(id, identities, false);
  }

  /** What only other rows of the person carry: no rows are looked for by it. */
  public void noteOfRows(long id, Iterable<Identity> identities) {
    identify(id, identities, true);
  }

  private void identify(long id, Iterable<Identity> identities, boolean ofRowsAlone) {
    for (Identity identity : identities) {
      jdbc.sql(
              "insert into oubli.request_identity as known (request, kind, value, of_rows_alone)"
                  + " values (?, ?, ?, ?) on conflict (request, kind, value) do update"
                  + " set of_rows_alone = known.of_rows_alone and excluded.of_rows_alone")
          .params(id, identity.kind(), identity.value(), ofRowsAlone)
          .update();
    }
  }

  /** What else the person, or whoever looks for them, says who they are. */
  public Request learn(long id, List<Identity> identities) {
    return step(
        id,
        LEARNED,
        String.join(", ", identities.stream().map(Identity::kind).distinct().toList()),
        request -> {
          if (request.state().ended()) {
            throw ended(request);
          }
          identify(id, identities);
        });
  }

  /** The person is who they say; from now on the request can be carried out. */
  public Request verify(long id, String means, LocalDate on) {
    return step(
        id,
        "identity verified",
        means,
        request -> {
          refuseUnless(request, State.OPEN, State.VERIFIED);
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
          refuseUnless(request, State.OPEN);
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
          refuseUnless(request, State.SUSPENDED);
          LocalDate since = Objects.requireNonNull(request.suspendedOn());
          refuseBefore(on, since, "the doubt was raised on " + since);
          int days = request.suspendedDays() + (int) ChronoUnit.DAYS.between(since, on);
          LocalDate deadline =
              request.extendedOn() == null
                  ? deadlines.first(request.receivedOn(), days)
                  : deadlines.extended(request.receivedOn(), days);
          jdbc.sql(
                  "update oubli.request set state = 'open', suspended_on = null,"
                      + " suspended_days = ?, deadline = ? where id = ?")
              .params(days, deadline, id)
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
          refuseUnless(request, State.OPEN, State.VERIFIED);
          if (request.extendedOn() != null) {
            throw invalid(id, "was extended on " + request.extendedOn() + "; that is all there is");
          }
          refuseBefore(toldOn, request.receivedOn(), "it was received on " + request.receivedOn());
          LocalDate first = deadlines.first(request.receivedOn(), request.suspendedDays());
          if (toldOn.isAfter(first)) {
            throw invalid(
                id, "could be extended until " + first + "; the first month is over, answer now");
          }
          jdbc.sql(
                  "update oubli.request set extended_on = ?, extension_reason = ?, deadline = ?"
                      + " where id = ?")
              .params(
                  toldOn,
                  reason,
                  deadlines.extended(request.receivedOn(), request.suspendedDays()),
                  id)
              .update();
        });
  }

  public Request refuse(long id, String reasons, LocalDate on) {
    return end(id, "refused", reasons, null, on, State.REFUSED);
  }

  /**
   * @param reply where the answer was written; null where there is no file
   */
  public Request close(long id, String outcome, @Nullable String reply, LocalDate on) {
    return end(id, "closed", outcome, reply, on, State.CLOSED);
  }

  private Request end(
      long id, String step, String outcome, @Nullable String reply, LocalDate on, State state) {
    return step(
        id,
        step,
        outcome,
        request -> {
          if (request.state().ended()) {
            throw ended(request);
          }
          refuseBefore(on, request.receivedOn(), "it was received on " + request.receivedOn());
          jdbc.sql(
                  "update oubli.request set state = ?, outcome = ?, reply = ?, ended_on = ?,"
                      + " suspended_on = null where id = ?")
              .params(Arrays.asList(stored(state), outcome, reply, on, id))
              .update();
        });
  }

  /** A line of history that changes nothing else. */
  public void note(long id, String step, @Nullable String note) {
    jdbc.sql("insert into oubli.request_event (request, operator, step, note) values (?, ?, ?, ?)")
        .params(Arrays.asList(id, operator, step, note))
        .update();
  }

  /**
   * @throws Refusal when there is no such request
   */
  public Request get(long id) {
    return jdbc.sql("select " + COLUMNS + " from oubli.request where id = ?")
        .param(id)
        .query(RequestRegister::request)
        .optional()
        .orElseThrow(
            () ->
                new Refusal(
                    ExitCode.INVALID, "no request " + id + "; see them with: jobs/request list"));
  }

  /**
   * A request that may be carried out now.
   *
   * @throws Refusal when it is unknown, ended, suspended, or nobody verified the identity
   */
  public Request toCarryOut(long id, Right... rights) {
    Request request = get(id);
    if (request.state().ended()) {
      throw ended(request);
    }
    if (!List.of(rights).contains(request.right())) {
      throw invalid(id, "is of " + request.right().stored() + ", not of what this command does");
    }
    if (request.state() != State.VERIFIED) {
      throw invalid(
          id,
          "is "
              + stored(request.state())
              + ": verify who asks first, with: jobs/request verify-identity "
              + id);
    }
    return request;
  }

  /** Those that wait for an answer, the most urgent first. */
  public List<Request> waiting() {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from oubli.request where ended_on is null order by deadline, id")
        .query(RequestRegister::request)
        .list();
  }

  public List<Event> history(long id) {
    return jdbc.sql(
            "select to_char(at at time zone 'UTC', 'YYYY-MM-DD HH24:MI'), operator, step, note"
                + " from oubli.request_event where request = ? order by id")
        .param(id)
        .query(
            (row, number) ->
                new Event(row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
        .list();
  }

  /** All that must not be found of the person. */
  public List<Identity> identities(long id) {
    return identities(id, true);
  }

  /** By what the person's rows are looked for. */
  public List<Identity> searched(long id) {
    return identities(id, false);
  }

  private List<Identity> identities(long id, boolean ofRowsToo) {
    return jdbc.sql(
            "select kind, value from oubli.request_identity where request = ?"
                + " and (not of_rows_alone or ?) order by kind, value")
        .params(id, ofRowsToo)
        .query((row, number) -> new Identity(row.getString(1), row.getString(2)))
        .list();
  }

  /** After an erasure the register itself must not remember the person. */
  public void forgetIdentities(long id) {
    jdbc.sql("delete from oubli.request_identity where request = ?").param(id).update();
  }

  private interface Change {
    void on(Request request);
  }

  private Request step(long id, String step, @Nullable String note, Change change) {
    return inTransaction(
        () -> {
          jdbc.sql("select id from oubli.request where id = ? for update")
              .param(id)
              .query()
              .listOfRows();
          change.on(get(id));
          note(id, step, note);
          return get(id);
        });
  }

  private Request inTransaction(Supplier<Request> work) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              jdbc.sql("set local synchronous_commit = on").update();
              return work.get();
            }));
  }

  private static void refuseUnless(Request request, State... allowed) {
    if (request.state().ended()) {
      throw ended(request);
    }
    if (!List.of(allowed).contains(request.state())) {
      throw invalid(request.id(), "is " + stored(request.state()) + "; that step is not for it");
    }
  }

  private static void refuseBefore(LocalDate day, LocalDate earliest, String why) {
    if (day.isBefore(earliest)) {
      throw new Refusal(ExitCode.INVALID, day + " is too early: " + why);
    }
  }

  private static Refusal ended(Request request) {
    return invalid(request.id(), "is " + stored(request.state()) + " already; open a new one");
  }

  private static Refusal invalid(long id, String what) {
    return new Refusal(ExitCode.INVALID, "request " + id + " " + what);
  }

  private static String stored(State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private static Request request(ResultSet row, int number) throws SQLException {
    return new Request(
        row.getLong("id"),
        Right.of(row.getString("kind")),
        row.getString("quality"),
        row.getString("scope"),
        State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getObject("received_on", LocalDate.class),
        row.getObject("deadline", LocalDate.class),
        row.getInt("suspended_days"),
        row.getObject("suspended_on", LocalDate.class),
        row.getObject("extended_on", LocalDate.class),
        row.getString("outcome"));
  }
}
