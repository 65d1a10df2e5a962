package fr.oubli.rights.replay;

import fr.oubli.evidence.journal.JournalKey;
import fr.oubli.model.session.NightWork;
import fr.oubli.model.session.Session;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.rights.erasure.PendingErasures;
import fr.oubli.rights.erasure.SubjectErase;
import fr.oubli.rights.objection.SubjectObject;
import fr.oubli.rights.rectification.CorrectedAgain;
import fr.oubli.rights.request.Deadlines;
import fr.oubli.rights.request.PublicHolidays;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.RequestIdentities;
import fr.oubli.rights.request.RequestRegister;
import fr.oubli.rights.request.RequestedRowDigests;
import fr.oubli.rights.request.Right;
import fr.oubli.rights.request.SubjectIdentities;
import fr.oubli.rights.suppression.SuppressionKey;
import fr.oubli.rights.suppression.SuppressionList;
import fr.oubli.schema.catalog.Catalog;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Does again what requests had done since a backup: erasures, objections and rectifications. A row
 * is touched only where it is known to be the one of then.
 *
 * @param today the day for which it is done
 */
public record ReplayedRequests(Database database, Session session, LocalDate today) {

  /** Where the files are that go with rows, and where the evidence is written. */
  public record Folders(Path recordings, Path reports) {}

  /**
   * A request whose runs are among those that were lost.
   *
   * @param at when the first of them began
   */
  private record Carried(long request, Right right, OffsetDateTime at) {}

  /**
   * The requests that were carried out by runs whose seals are meant, in a line each.
   *
   * @param first the first of the seals
   */
  public List<String> told(long first, long last) {
    return carried(first, last).stream()
        .map(one -> "%s of request %d".formatted(one.right().stored(), one.request()))
        .toList();
  }

  private List<Carried> carried(long first, long last) {
    return jdbc()
        .query(
            """
            select q.id, q.kind, c.began from oubli.request q join (
              select r.only_rule, min(s.sequence) as sequence, min(r.started_at) as began
              from oubli.run r join oubli.seal s on s.run = r.id
              where s.sequence between ? and ? and r.only_rule like 'request %' group by 1) c
              on c.only_rule = 'request ' || q.id
            order by c.sequence""",
            (row, number) ->
                new Carried(
                    row.getLong("id"),
                    Right.of(Objects.requireNonNull(row.getString("kind"))),
                    Objects.requireNonNull(row.getObject("began", OffsetDateTime.class))),
            first,
            last);
  }

  /**
   * Does everything again but the erasures, which {@link #unfinished} does.
   *
   * @param corrections by request, the values that rectifications had changed
   */
  public NightWork.Done again(
      long first, long last, Map<Long, List<CorrectedAgain.Value>> corrections, Folders folders) {
    List<String> lines = new ArrayList<>();
    boolean complete = true;
    List<Long> erasures = new ArrayList<>();
    for (Carried one : carried(first, last)) {
      // A rectification knows its rows by what they held.
      complete &= one.right() == Right.RECTIFICATION || refuseOthers(one.request(), lines);
      switch (one.right()) {
        case ERASURE -> erasures.add(one.request());
        case OBJECTION -> complete &= object(one, folders, lines);
        case RECTIFICATION ->
            complete &=
                rectify(
                    one.request(),
                    corrections.getOrDefault(one.request(), List.of()),
                    folders,
                    lines);
        default -> lines.add("request %d: nothing to do again".formatted(one.request()));
      }
    }
    identify(erasures);
    new PendingErasures().begin(erasures, database);
    return new NightWork.Done(lines, complete);
  }

  /** Goes on with the erasures that are not done, and says of each how it stands. */
  public NightWork.Done unfinished(long first, long last, Folders folders) {
    List<Long> erasures =
        carried(first, last).stream()
            .filter(one -> one.right() == Right.ERASURE)
            .map(Carried::request)
            .toList();
    return new PendingErasures()
        .again(
            erasures,
            database,
            session,
            today,
            new SubjectErase.Folders(
                folders.recordings(), folders.reports(), session.places().home()));
  }

  /** Rows that bear a key of then and are not the row of then are nobody's but their own. */
  private boolean refuseOthers(long request, List<String> lines) {
    Map<String, Integer> others = digests().rejectOthers(request);
    others.forEach(
        (collection, rows) ->
            lines.add(
                "request %d: %s: %d %s not touched, having a key of then and not known as one of then;"
                        .formatted(request, collection, rows, rows == 1 ? "row was" : "rows were")
                    + " open a new request where it is the person's"));
    return others.isEmpty();
  }

  private void identify(List<Long> requests) {
    RequestIdentities identities = new RequestIdentities(database.dataSource());
    SubjectIdentities own =
        new SubjectIdentities(jdbc(), session.map(), catalog(), session.policy().subject());
    SuppressionList erased =
        new SuppressionList(
            database.dataSource(), SuppressionKey.in(session.places().home()), session.policy());
    // What was of the person and had gone before the erasure is back too, and is found by these;
    // what a mask wrote is nobody's.
    requests.forEach(
        request ->
            identities.add(
                request,
                own.ofAccounts(request).stream().filter(one -> erased.isErased(one)).toList()));
  }

  private boolean object(Carried one, Folders folders, List<String> lines) {
    long number = one.request();
    Request request = register().get(number);
    try {
      new SubjectObject(
              database.dataSource(),
              session.policy(),
              session.map(),
              session.places().home(),
              today)
          .again(request, folders.reports(), session.operator(), one.at());
      lines.add("objection of request %d is done again".formatted(number));
      return true;
    } catch (Refusal e) {
      e.lines().forEach(line -> lines.add("objection of request " + number + " waits: " + line));
      return false;
    }
  }

  private boolean rectify(
      long request, List<CorrectedAgain.Value> values, Folders folders, List<String> lines) {
    CorrectedAgain.Done done =
        new CorrectedAgain(database.dataSource(), session.policy(), session.map(), catalog(), today)
            .correct(
                request, values, session.places().home(), folders.reports(), session.operator());
    lines.add(
        "rectification of request %d: %d values are corrected again"
            .formatted(request, done.corrected()));
    if (done.otherwise() > 0) {
      lines.add(
          "rectification of request %d: %d values are neither what they were nor what they became:"
                  .formatted(request, done.otherwise())
              + " not touched; correct them by hand where they are the person's");
    }
    return done.otherwise() == 0;
  }

  private RequestRegister register() {
    return new RequestRegister(
        database.dataSource(), new Deadlines(new PublicHolidays(false)), session.operator());
  }

  private RequestedRowDigests digests() {
    return new RequestedRowDigests(
        jdbc(),
        session.policy(),
        session.map(),
        catalog(),
        JournalKey.known(session.places().home()));
  }

  private Catalog catalog() {
    return Catalog.read(database.dataSource(), session.map());
  }

  private JdbcTemplate jdbc() {
    return new JdbcTemplate(database.dataSource());
  }
}
