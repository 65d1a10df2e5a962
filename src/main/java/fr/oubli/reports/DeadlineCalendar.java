package fr.oubli.reports;

import fr.oubli.platform.database.DatabaseIdentity;
import fr.oubli.platform.output.Typography;
import fr.oubli.reports.CalendarEvent.Status;
import fr.oubli.rights.request.Right;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The days that somebody has to remember: the last day to answer each open request, and the day to
 * look again at each hold and each restriction. What is over stays in the file as cancelled for a
 * time, since a calendar that imported it would keep it otherwise.
 */
final class DeadlineCalendar {

  /** Whoever imports less often than this takes a day that is over out by hand. */
  private static final int MONTHS_CANCELLED = 13;

  private static final String REQUESTS =
      """
      select r.id, r.kind, r.deadline, r.suspended_on, r.extended_on, r.ended_on,
        e.steps, coalesce(e.last_at, r.opened_at) as changed_at
      from oubli.request r cross join lateral (
        select count(*) as steps, max(at) as last_at
        from oubli.request_event where request = r.id) e
      where r.ended_on is null or r.ended_on >= ?
      order by r.id""";

  private static final String HOLDS =
      """
      select id, review_on, released_at is not null as released,
        coalesce(released_at, added_at) as changed_at
      from oubli.hold
      where kind = 'hold' and (released_at is null or released_at >= ?)
      order by id""";

  /** A person's restriction keeps many rows, and is looked at once. */
  private static final String RESTRICTIONS =
      """
      select request, min(review_on) filter (where released_at is null) as review_on,
        max(review_on) as last_review, max(coalesce(released_at, added_at)) as changed_at,
        count(*) + count(released_at) as changes
      from oubli.hold
      where kind = 'restriction' and request is not null
        and (released_at is null or released_at >= ?)
      group by request order by request""";

  private final JdbcClient jdbc;
  private final String database;
  private final LocalDate since;

  DeadlineCalendar(DataSource dataSource, LocalDate today) {
    this.jdbc = JdbcClient.create(dataSource);
    this.database = DatabaseIdentity.of(dataSource);
    this.since = today.minusMonths(MONTHS_CANCELLED);
  }

  List<CalendarEvent> events() {
    List<CalendarEvent> events = new ArrayList<>();
    events.addAll(jdbc.sql(REQUESTS).param(since).query((row, number) -> request(row)).list());
    events.addAll(jdbc.sql(HOLDS).param(since).query((row, number) -> hold(row)).list());
    events.addAll(
        jdbc.sql(RESTRICTIONS).param(since).query((row, number) -> restriction(row)).list());
    return events;
  }

  private CalendarEvent request(ResultSet row) throws SQLException {
    long id = row.getLong("id");
    boolean ended = day(row, "ended_on") != null;
    boolean suspended = !ended && day(row, "suspended_on") != null;
    boolean extended = day(row, "extended_on") != null;
    String whole =
        "Demande n° %d (%s)%s"
            .formatted(id, Right.of(row.getString("kind")).french(), extended ? ", prolongée" : "");
    return event(
        "request-" + id,
        row,
        row.getLong("steps"),
        Objects.requireNonNull(day(row, "deadline")),
        whole
            + (ended
                ? " : close"
                : suspended ? " : délai suspendu" : " : dernier jour pour répondre"),
        (suspended
                ? "Le délai est suspendu : cette date se déplace à la reprise."
                : extended || ended
                    ? "Suite :"
                    : "Une prolongation s'annonce à la personne au plus tard ce jour-là.")
            + "\njobs/request show "
            + id,
        ended ? Status.CANCELLED : suspended ? Status.TENTATIVE : Status.CONFIRMED);
  }

  private CalendarEvent hold(ResultSet row) throws SQLException {
    long id = row.getLong("id");
    boolean released = row.getBoolean("released");
    return event(
        "hold-" + id,
        row,
        released ? 1 : 0,
        Objects.requireNonNull(day(row, "review_on")),
        "Gel n° " + id + (released ? " : levé" : " : à revoir"),
        "Un gel garde des lignes échues tant qu'il dure.\njobs/hold list",
        released ? Status.CANCELLED : Status.CONFIRMED);
  }

  private CalendarEvent restriction(ResultSet row) throws SQLException {
    long request = row.getLong("request");
    LocalDate review = day(row, "review_on");
    return event(
        "restriction-" + request,
        row,
        row.getLong("changes"),
        review == null ? Objects.requireNonNull(day(row, "last_review")) : review,
        "Limitation de la demande n° " + request + (review == null ? " : levée" : " : à revoir"),
        "La personne est prévenue avant la levée.\njobs/request show " + request,
        review == null ? Status.CANCELLED : Status.CONFIRMED);
  }

  private CalendarEvent event(
      String what,
      ResultSet row,
      long sequence,
      LocalDate day,
      String summary,
      String description,
      Status status)
      throws SQLException {
    Instant changed =
        Objects.requireNonNull(row.getObject("changed_at", OffsetDateTime.class)).toInstant();
    return new CalendarEvent(
        what + "@" + database + ".oubli",
        sequence,
        changed,
        day,
        Typography.text(summary),
        Typography.text(description),
        status);
  }

  private static @Nullable LocalDate day(ResultSet row, String column) throws SQLException {
    return row.getObject(column, LocalDate.class);
  }
}
