package fr.oubli.reports;

import fr.oubli.rights.request.Request.State;
import fr.oubli.rights.request.Right;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads the registers of requests, holds and quarantine without what tells a person. */
final class RegisterReader {

  /** A hold whose day to be looked at again is over. */
  record StaleHold(long id, String scope, String collection, String owner, LocalDate reviewOn) {}

  /** Rows that no rule can judge. */
  record Quarantined(String rule, String collection, String reason, long rows) {}

  /** Notices to recipients that were written and not sent (GDPR art. 19); the oldest, if any. */
  record Notices(long count, @Nullable LocalDate oldest) {}

  /** How the requests that ended lately were answered; the median is null where none was. */
  record Answered(long requests, long late, @Nullable Long medianDays) {}

  private static final String REQUESTS =
      "select id, kind, channel, state, received_on, deadline, identity_on, suspended_on,"
          + " suspended_days, extended_on, ended_on, recipients, notice_on from oubli.request"
          + " left join (select request, string_agg(recipient, ', ' order by recipient) as recipients,"
          + " min(written_on) as notice_on from oubli.notice where sent_on is null group by request)"
          + " waiting on waiting.request = id ";
  private static final RowMapper<RequestFacts> REQUEST =
      (row, number) ->
          new RequestFacts(
              row.getLong("id"),
              Right.of(row.getString("kind")),
              row.getString("channel"),
              State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
              Objects.requireNonNull(row.getObject("received_on", LocalDate.class)),
              Objects.requireNonNull(row.getObject("deadline", LocalDate.class)),
              row.getObject("identity_on", LocalDate.class),
              row.getObject("suspended_on", LocalDate.class),
              row.getInt("suspended_days"),
              row.getObject("extended_on", LocalDate.class),
              row.getObject("ended_on", LocalDate.class),
              Objects.requireNonNullElse(row.getString("recipients"), ""),
              row.getObject("notice_on", LocalDate.class));

  private final DataSource dataSource;
  private final JdbcClient jdbc;

  RegisterReader(DataSource dataSource) {
    this.dataSource = dataSource;
    this.jdbc = JdbcClient.create(dataSource);
  }

  /** Requests that wait for an answer, the most urgent first. */
  List<RequestFacts> waiting() {
    return jdbc.sql(REQUESTS + "where ended_on is null order by deadline, id")
        .query(REQUEST)
        .list();
  }

  /** Every request, in order of arrival, read with a cursor. */
  void each(Consumer<RequestFacts> reader) {
    JdbcTemplate cursor = new JdbcTemplate(dataSource);
    cursor.setFetchSize(1_000);
    new TransactionTemplate(new JdbcTransactionManager(dataSource))
        .executeWithoutResult(
            status ->
                cursor.query(
                    REQUESTS + "order by received_on, id",
                    row -> {
                      reader.accept(Objects.requireNonNull(REQUEST.mapRow(row, 0)));
                    }));
  }

  Answered answeredSince(LocalDate day) {
    return jdbc.sql(
            """
            select count(*), count(*) filter (where ended_on > deadline),
              percentile_disc(0.5) within group (order by (ended_on - received_on)::bigint)
            from oubli.request where ended_on >= ?""")
        .param(day)
        .query(
            (row, number) ->
                new Answered(row.getLong(1), row.getLong(2), row.getObject(3, Long.class)))
        .single();
  }

  Notices noticesToSend() {
    return jdbc.sql("select count(*), min(written_on) from oubli.notice where sent_on is null")
        .query((row, number) -> new Notices(row.getLong(1), row.getObject(2, LocalDate.class)))
        .single();
  }

  long holdsInForce() {
    return jdbc.sql("select count(*) from oubli.hold where released_at is null and kind = 'hold'")
        .query(Long.class)
        .single();
  }

  List<StaleHold> holdsToReview(LocalDate today) {
    return jdbc.sql(
            """
            select id, scope, collection, owner, review_on from oubli.hold
            where released_at is null and kind = 'hold' and review_on < ? order by review_on, id""")
        .param(today)
        .query(
            (row, number) ->
                new StaleHold(
                    row.getLong(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    Objects.requireNonNull(row.getObject(5, LocalDate.class))))
        .list();
  }

  List<Quarantined> quarantine() {
    return jdbc.sql(
            """
            select rule, collection, reason, count(*) from oubli.quarantine
            group by rule, collection, reason order by rule, collection, reason""")
        .query(
            (row, number) ->
                new Quarantined(
                    row.getString(1), row.getString(2), row.getString(3), row.getLong(4)))
        .list();
  }
}
