package fr.oubli.rights.request.intake;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.rights.request.Deadlines;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.PersonKinds;
import fr.oubli.rights.request.RequestHistory;
import fr.oubli.rights.request.RequestLinks;
import fr.oubli.rights.request.RequestLinks.Link;
import fr.oubli.rights.request.RequestRegister.Letter;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Registers the letters of a file, all of them or none. Rows are looked for when it is certain who
 * asks: to look for those of thousands of people would take hours, and of some nobody asks again.
 */
public final class LetterImport {

  /** Two files at the same time could have the same letter. */
  private static final String ALONE =
      "select pg_advisory_xact_lock(hashtextextended('oubli.request', 0))";

  private static final int TOGETHER = 1_000;

  /**
   * What was registered.
   *
   * @param requests their numbers, each with its line of the file
   * @param links those that ask what an earlier request does
   * @param firstDeadline by which the first of them is to be answered
   */
  public record Imported(Map<Long, Long> requests, List<Link> links, LocalDate firstDeadline) {
    public Imported {
      requests = Collections.unmodifiableMap(new TreeMap<>(requests));
      links = List.copyOf(links);
    }
  }

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final Deadlines deadlines;
  private final RequestLinks links;
  private final String operator;

  /**
   * @param links which requests ask the same
   * @param operator under whose name the letters are registered
   */
  public LetterImport(
      DataSource dataSource, Deadlines deadlines, RequestLinks links, String operator) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    this.deadlines = deadlines;
    this.links = links;
    this.operator = operator;
  }

  /**
   * @throws Refusal with one line per fault; nothing is registered then
   */
  public Imported read(Path file, DataMap map, LocalDate today, PersonKinds person) {
    List<ReceivedLetter> letters = LetterFile.read(file, map, today);
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              jdbc.execute("set local synchronous_commit = on");
              jdbc.query(ALONE, row -> {});
              refuseKnown(file, letters);
              return register(letters, person);
            }));
  }

  /** A letter that is in the register was imported before: the file would be answered twice. */
  private void refuseKnown(Path file, List<ReceivedLetter> letters) {
    KnownLetters known = KnownLetters.of(jdbc, letters);
    List<String> faults = new ArrayList<>();
    for (ReceivedLetter letter : letters) {
      known
          .request(letter)
          .ifPresent(
              request ->
                  faults.add(
                      "%s:%d: is request %d already; leave the line out"
                          .formatted(file, letter.line(), request)));
    }
    if (!faults.isEmpty()) {
      throw new Refusal(ExitCode.INVALID, faults);
    }
  }

  private Imported register(List<ReceivedLetter> letters, PersonKinds person) {
    List<Long> requests = new ArrayList<>();
    List<LocalDate> days =
        letters.stream().map(each -> deadlines.first(each.letter().receivedOn(), 0)).toList();
    for (int from = 0; from < letters.size(); from += TOGETHER) {
      int to = Math.min(letters.size(), from + TOGETHER);
      requests.addAll(insert(letters.subList(from, to), days.subList(from, to)));
    }
    identities(letters, requests);
    history(letters, requests);
    Map<Long, Long> lines = new TreeMap<>();
    for (int i = 0; i < requests.size(); i++) {
      lines.put(requests.get(i), letters.get(i).line());
    }
    return new Imported(
        lines, links.link(requests, person), days.stream().min(LocalDate::compareTo).orElseThrow());
  }

  /** The numbers, in the order of the letters. */
  private List<Long> insert(List<ReceivedLetter> letters, List<LocalDate> days) {
    ConnectionCallback<List<Long>> work =
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "insert into oubli.request"
                      + " (kind, channel, quality, received_on, scope, deadline, opened_by)"
                      + " values (?, ?, ?, ?, ?, ?, ?)",
                  new String[] {"id"})) {
            for (int i = 0; i < letters.size(); i++) {
              fill(statement, letters.get(i).letter(), days.get(i));
              statement.addBatch();
            }
            statement.executeBatch();
            return numbers(statement);
          }
        };
    return Objects.requireNonNull(jdbc.execute(work));
  }

  private void fill(PreparedStatement statement, Letter letter, LocalDate day) throws SQLException {
    statement.setString(1, letter.right().stored());
    statement.setString(2, letter.channel());
    statement.setString(3, letter.quality());
    statement.setObject(4, letter.receivedOn());
    statement.setString(5, letter.scope());
    statement.setObject(6, day);
    statement.setString(7, operator);
  }

  private static List<Long> numbers(Statement statement) throws SQLException {
    List<Long> numbers = new ArrayList<>();
    try (ResultSet keys = statement.getGeneratedKeys()) {
      while (keys.next()) {
        numbers.add(keys.getLong("id"));
      }
    }
    return numbers;
  }

  private void identities(List<ReceivedLetter> letters, List<Long> requests) {
    List<Long> whose = new ArrayList<>();
    List<Identity> who = new ArrayList<>();
    for (int i = 0; i < letters.size(); i++) {
      for (Identity identity : letters.get(i).who()) {
        whose.add(requests.get(i));
        who.add(identity);
      }
    }
    jdbc.update(
        "insert into oubli.request_identity (request, kind, value)"
            + " select * from unnest(?::bigint[], ?::text[], ?::text[])",
        whose.toArray(Long[]::new),
        who.stream().map(Identity::kind).toArray(String[]::new),
        who.stream().map(Identity::value).toArray(String[]::new));
  }

  private void history(List<ReceivedLetter> letters, List<Long> requests) {
    List<String> notes = new ArrayList<>();
    for (ReceivedLetter each : letters) {
      notes.add(each.letter().right().stored() + " by " + each.letter().channel());
    }
    jdbc.update(
        "insert into oubli.request_event (request, operator, step, note)"
            + " select request, ?, ?, note from unnest(?::bigint[], ?::text[])"
            + " letter(request, note) order by request",
        operator,
        RequestHistory.IMPORTED,
        requests.toArray(Long[]::new),
        notes.toArray(String[]::new));
    List<Long> noted = new ArrayList<>();
    List<String> words = new ArrayList<>();
    for (int i = 0; i < letters.size(); i++) {
      String note = letters.get(i).note();
      if (note != null) {
        noted.add(requests.get(i));
        words.add(note);
      }
    }
    jdbc.update(
        """
        with letter as (select * from unnest(?::bigint[], ?::text[]) l(request, words)),
          step as (
            insert into oubli.request_event (request, operator, step, noted)
            select request, ?, 'noted', true from letter order by request returning id, request)
        insert into oubli.request_note (event, request, words)
        select s.id, s.request, l.words from step s join letter l on l.request = s.request""",
        noted.toArray(Long[]::new),
        words.toArray(String[]::new),
        operator);
  }
}
