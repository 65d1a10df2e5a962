package fr.oubli.reports;

import fr.oubli.reports.ComplianceState.Removals;
import fr.oubli.reports.RequestFacts.Dates;
import fr.oubli.reports.RequestFacts.Notice;
import fr.oubli.reports.RequestFacts.Numbers;
import fr.oubli.reports.RequestFacts.Suspension;
import fr.oubli.rights.request.RequestState;
import fr.oubli.rights.request.Right;
import fr.oubli.schema.catalog.TableFiles;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads the registers of requests, holds and quarantine, but no column that tells who a person is.
 */
final class RegisterReader {

  /** A night lists so many rows of one rule and collection, and counts the others. */
  private static final int MOST_LISTED = 10_000;

  /** A hold whose review date is past. */
  record StaleHold(long id, String scope, String collection, String owner, LocalDate reviewOn) {}

  /** Rows of one rule and collection whose date no rule can judge, for one reason. */
  record Quarantined(String rule, String collection, String reason, long rows) {}

  /** Notices to recipients that were written and not sent (GDPR art. 19); the oldest, if any. */
  record Notices(long count, @Nullable LocalDate oldest) {}

  /**
   * How the requests that ended lately were answered; the median is null where none was.
   *
   * @param unanswered how many more were closed without an answer
   */
  record Answered(long requests, long late, @Nullable Long medianDays, long unanswered) {}

  private static final String REQUESTS =
      """
      select r.id, r.kind, r.channel, r.state, r.received_on, r.deadline, r.identity_on,
        r.suspended_on, r.suspended_days, r.extended_on, r.ended_on,
        r.without_answer, r.same_as, n.recipients, n.notice_on
      from oubli.request r left join (
        select request, string_agg(recipient, ', ' order by recipient) as recipients,
          min(written_on) as notice_on
        from oubli.notice where sent_on is null group by request) n on n.request = r.id
      """;

  private final DataSource dataSource;
  private final JdbcClient jdbc;

  RegisterReader(DataSource dataSource) {
    this.dataSource = dataSource;
    this.jdbc = JdbcClient.create(dataSource);
  }

  /** Requests that wait for an answer, the most urgent first. */
  List<RequestFacts> waiting() {
    return jdbc.sql(REQUESTS + "where r.ended_on is null order by r.deadline, r.id")
        .query((row, number) -> request(row))
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
                    REQUESTS + "order by r.received_on, r.id",
                    row -> {
                      reader.accept(request(row));
                    }));
  }

  private static RequestFacts request(ResultSet row) throws SQLException {
    return new RequestFacts(
        new Numbers(row.getLong("id"), row.getObject("same_as", Long.class)),
        Right.of(row.getString("kind")),
        row.getString("channel"),
        RequestState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        new Dates(
            Objects.requireNonNull(row.getObject("received_on", LocalDate.class)),
            Objects.requireNonNull(row.getObject("deadline", LocalDate.class)),
            row.getObject("identity_on", LocalDate.class),
            row.getObject("extended_on", LocalDate.class),
            row.getObject("ended_on", LocalDate.class),
            row.getBoolean("without_answer")),
        new Suspension(
            row.getObject("suspended_on", LocalDate.class), row.getInt("suspended_days")),
        new Notice(
            Objects.requireNonNullElse(row.getString("recipients"), ""),
            row.getObject("notice_on", LocalDate.class)));
  }

  /** How the requests that ended on a day or later were answered. */
  Answered answeredSince(LocalDate day) {
    return jdbc.sql(
            """
            select count(*) filter (where not without_answer) as requests,
              count(*) filter (where ended_on > deadline and not without_answer) as late,
              percentile_disc(0.5) within group (order by (ended_on - received_on)::bigint)
                filter (where not without_answer) as median_days,
              count(*) filter (where without_answer) as unanswered
            from oubli.request where ended_on >= ?""")
        .param(day)
        .query(
            (row, number) ->
                new Answered(
                    row.getLong("requests"),
                    row.getLong("late"),
                    row.getObject("median_days", Long.class),
                    row.getLong("unanswered")))
        .single();
  }

  Notices noticesToSend() {
    return jdbc.sql(
            """
            select count(*) as notices, min(written_on) as oldest
            from oubli.notice where sent_on is null""")
        .query(
            (row, number) ->
                new Notices(row.getLong("notices"), row.getObject("oldest", LocalDate.class)))
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
                    row.getLong("id"),
                    row.getString("scope"),
                    row.getString("collection"),
                    row.getString("owner"),
                    Objects.requireNonNull(row.getObject("review_on", LocalDate.class))))
        .list();
  }

  /**
   * What is left of rows that went, until somebody or a later night removes it.
   *
   * @param tables whose files may hold such rows
   */
  Removals removals(List<TableFiles> tables) {
    return jdbc.sql(
            """
            select (select count(*) from oubli.object_removal where confirmed_at is null) as objects,
              (select count(*) from oubli.file_removal where removed_at is null and stuck is not null)
                as stuck_files""")
        .query(
            (row, number) ->
                new Removals(row.getLong("objects"), row.getLong("stuck_files"), tables))
        .single();
  }

  /** Of a list that is full, also how many rows are beyond it. */
  List<Quarantined> quarantine() {
    return jdbc.sql(
            """
            with listed as (
              select rule, collection, reason, count(*) as rows,
                sum(count(*)) over (partition by rule, collection) as all_rows
              from oubli.quarantine group by rule, collection, reason)
            select rule, collection, reason, rows from listed
            union all
            select rule, collection, 'not listed', counted.quarantined - all_rows
            from (select distinct rule, collection, all_rows from listed) every,
              lateral (
                select quarantined from oubli.run_result r
                where r.rule = every.rule and r.collection = every.collection
                order by run desc limit 1) counted
            where all_rows >= ? and counted.quarantined > all_rows
            order by rule, collection, reason""")
        .param(MOST_LISTED)
        .query(
            (row, number) ->
                new Quarantined(
                    row.getString("rule"),
                    row.getString("collection"),
                    row.getString("reason"),
                    row.getLong("rows")))
        .list();
  }
}
