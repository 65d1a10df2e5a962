package fr.oubli.rights.request;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads the table of requests, and frames what is written to it. */
final class StoredRequests {

  private static final String COLUMNS =
      "id, kind, quality, scope, state, received_on, deadline, suspended_days, suspended_on,"
          + " extended_on, outcome, without_answer, refusal_ground";

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final RequestHistory history;

  StoredRequests(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    this.history = new RequestHistory(dataSource, "");
  }

  /** All of the work is stored, and survives a crash of the server, or none is. */
  Request inTransaction(Supplier<Request> work) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              jdbc.sql("set local synchronous_commit = on").update();
              return work.get();
            }));
  }

  /** Whoever else takes a step of this request waits until this transaction is over. */
  void lock(long id) {
    jdbc.sql("select id from oubli.request where id = ? for update").param(id).query().listOfRows();
  }

  /**
   * @throws Refusal when there is no such request
   */
  Request get(long id) {
    return jdbc.sql("select " + COLUMNS + " from oubli.request where id = ?")
        .param(id)
        .query(StoredRequests::request)
        .optional()
        .orElseThrow(
            () ->
                new Refusal(
                    ExitCode.INVALID, "no request " + id + "; see them with: jobs/request list"));
  }

  /** Where a request stands in the table of steps. */
  Progress progress(long id) {
    Progress alone = alone(id);
    return new Progress(alone.request(), alone.events(), alone.undecided(), earlier(id));
  }

  private @Nullable Earlier earlier(long id) {
    return jdbc.sql("select same_as from oubli.request where id = ? and same_as is not null")
        .param(id)
        .query(Long.class)
        .optional()
        .map(number -> new Earlier(number, alone(number).stage()))
        .orElse(null);
  }

  private Progress alone(long id) {
    Request request = get(id);
    boolean undecided =
        jdbc.sql(
                "select exists (select 1 from oubli.request_match where request = ?"
                    + " and state = 'proposed')")
            .param(id)
            .query(Boolean.class)
            .single();
    return new Progress(request, history.of(id), undecided);
  }

  List<Request> waiting() {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from oubli.request where ended_on is null order by deadline, id")
        .query(StoredRequests::request)
        .list();
  }

  private static Request request(ResultSet row, int number) throws SQLException {
    return new Request(
        row.getLong("id"),
        Right.of(row.getString("kind")),
        row.getString("quality"),
        row.getString("scope"),
        RequestState.of(row.getString("state")),
        term(row),
        end(row));
  }

  private static @Nullable RequestEnd end(ResultSet row) throws SQLException {
    String ground = row.getString("refusal_ground");
    return RequestState.of(row.getString("state")).ended()
        ? new RequestEnd(
            Objects.requireNonNullElse(row.getString("outcome"), ""),
            !row.getBoolean("without_answer"),
            ground == null ? null : RefusalGround.of(ground))
        : null;
  }

  private static RequestTerm term(ResultSet row) throws SQLException {
    return new RequestTerm(
        row.getObject("received_on", LocalDate.class),
        row.getObject("deadline", LocalDate.class),
        row.getInt("suspended_days"),
        row.getObject("suspended_on", LocalDate.class),
        row.getObject("extended_on", LocalDate.class));
  }
}
