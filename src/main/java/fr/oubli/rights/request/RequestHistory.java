package fr.oubli.rights.request;

import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What was done for each request, step by step, and by whom. Lines are only added; the database
 * refuses to change or delete one. What people write at a step stands apart, and ends when nothing
 * needs it any more; the line then still says that there was a note.
 */
public final class RequestHistory {

  /** The step that adds identities missing from the letter. */
  public static final String LEARNED = "identities added";

  /** The step in which a doubt stopped the clock. */
  public static final String SUSPENDED = "suspended";

  /** The step that took more time. */
  public static final String EXTENDED = "extended";

  /** The step that ended the request without carrying it out. */
  static final String REFUSED = "refused";

  /** The step that ended the request with the answer to an earlier one. */
  public static final String CLOSED_WITH = "closed with an earlier one";

  /** The step in which a letter of a file was registered, and no rows were looked for. */
  public static final String IMPORTED = "imported";

  /** The step in which the rows of such a letter were looked for. */
  public static final String SEARCHED = "rows looked for";

  /** The step in which a letter to the person was written. */
  public static final String LETTER = "reply written";

  /** The step that ended a restriction. */
  public static final String LIFTED = "restriction lifted";

  /** The step in which a nightly purge completed a waiting erasure. */
  public static final String FINISHED = "erasure finished";

  /** Ends the note of a bundle that opens without a passphrase. */
  public static final String UNENCRYPTED = ", not encrypted";

  /**
   * One line of history.
   *
   * @param at the minute, in UTC
   * @param note null where there is none, or where it has ended
   */
  public record Event(String at, String operator, String step, @Nullable String note) {}

  private final JdbcClient jdbc;
  private final String operator;

  /**
   * @param operator who takes the steps that are noted
   */
  public RequestHistory(DataSource dataSource, String operator) {
    this.jdbc = JdbcClient.create(dataSource);
    this.operator = operator;
  }

  /** Adds a line that names no person: its note stays for ever. Changes nothing else. */
  public void note(long request, String step, @Nullable String note) {
    jdbc.sql("insert into oubli.request_event (request, operator, step, note) values (?, ?, ?, ?)")
        .params(Arrays.asList(request, operator, step, note))
        .update();
  }

  /** Adds a line with what somebody wrote, which can speak of the person and therefore ends. */
  public void noteWords(long request, String step, String words) {
    jdbc.sql(
            """
            with step as (
              insert into oubli.request_event (request, operator, step, noted)
              values (?, ?, ?, true) returning id, request)
            insert into oubli.request_note (event, request, words)
            select id, request, ? from step""")
        .params(request, operator, step, words)
        .update();
  }

  /** The lines of a request, the oldest first. */
  public List<Event> of(long request) {
    return jdbc.sql(
            """
            select to_char(e.at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as minute, e.operator,
              e.step, coalesce(e.note, n.words) as note
            from oubli.request_event e left join oubli.request_note n on n.event = e.id
            where e.request = ? order by e.id""")
        .param(request)
        .query(
            (row, number) ->
                new Event(
                    row.getString("minute"),
                    row.getString("operator"),
                    row.getString("step"),
                    row.getString("note")))
        .list();
  }

  /** Whether a step was taken. */
  public boolean has(long request, String step) {
    return of(request).stream().anyMatch(event -> event.step().equals(step));
  }

  /** How often a step was taken. */
  public int times(long request, String step) {
    return (int) of(request).stream().filter(event -> event.step().equals(step)).count();
  }

  /** Whether a step was taken, and another not since. */
  public boolean isLater(long request, String step, String other) {
    String last = "";
    for (Event event : of(request)) {
      last = event.step().equals(step) || event.step().equals(other) ? event.step() : last;
    }
    return last.equals(step);
  }

  /** The words with which a step was noted the last time; empty where it never was. */
  public String lastNote(long request, String step) {
    return of(request).stream()
        .filter(event -> event.step().equals(step) && event.note() != null)
        .map(event -> String.valueOf(event.note()))
        .reduce("", (earlier, later) -> later);
  }
}
