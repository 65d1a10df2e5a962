package fr.oubli.rights.erasure;

import fr.oubli.model.session.NightWork;
import fr.oubli.model.session.Session;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.rights.erasure.SubjectErase.Erased;
import fr.oubli.rights.request.RequestHistory;
import fr.oubli.rights.request.RequestIdentities;
import fr.oubli.rights.request.Right;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Goes on with the erasures that a hold or a restriction stopped, or that were killed. Nobody has
 * to ask for it: every night tries them again.
 */
public final class PendingErasures implements NightWork {

  @Override
  public Done finish(
      Database database, Session session, LocalDate asOf, Path recordings, Path reports) {
    return finish(
        new ErasureRegister(new JdbcTemplate(database.dataSource())).unfinished(),
        database,
        session,
        asOf,
        new SubjectErase.Folders(recordings, reports, session.places().home()));
  }

  /** Has erasures that were done once done again: their rows are back. */
  public void begin(List<Long> requests, Database database) {
    ErasureRegister register = new ErasureRegister(new JdbcTemplate(database.dataSource()));
    requests.forEach(register::startAgain);
  }

  /** Goes on, as of a day, with those of some erasures that are not done. */
  public Done again(
      List<Long> requests,
      Database database,
      Session session,
      LocalDate asOf,
      SubjectErase.Folders folders) {
    ErasureRegister register = new ErasureRegister(new JdbcTemplate(database.dataSource()));
    requests.forEach(register::startAgain);
    return finish(requests, database, session, asOf, folders);
  }

  private static Done finish(
      List<Long> unfinished,
      Database database,
      Session session,
      LocalDate asOf,
      SubjectErase.Folders folders) {
    List<String> lines = new ArrayList<>();
    boolean complete = true;
    if (!unfinished.isEmpty()) {
      SubjectErase erase =
          new SubjectErase(
              database.dataSource(),
              session.policy(),
              session.map(),
              folders,
              asOf,
              session.operator());
      Registers registers =
          new Registers(
              new RequestIdentities(database.dataSource()),
              new RequestHistory(database.dataSource(), session.operator()));
      for (long request : unfinished) {
        complete &= finish(erase, registers, request, lines);
      }
    }
    return new Done(lines, complete);
  }

  /** What an erasure that is done changes in the register of requests. */
  private record Registers(RequestIdentities identities, RequestHistory history) {

    void partial(long request) {
      history.note(request, Right.ERASURE.step(), ErasureState.PARTIAL.stored());
    }

    void done(long request) {
      identities.forget(request);
      history.note(request, RequestHistory.FINISHED, "what had kept some rows is over");
    }
  }

  private static boolean finish(
      SubjectErase erase, Registers registers, long request, List<String> lines) {
    try {
      Erased erased = erase.erase(request);
      if (erased.state() == ErasureState.HELD) {
        return true;
      }
      lines.add("erasure of request %d is %s".formatted(request, erased.state().stored()));
      lines.addAll(erased.remarks());
      if (erased.state() == ErasureState.DONE) {
        registers.done(request);
        return true;
      }
      registers.partial(request);
      lines.add("look at it with: jobs/subject-erase --request " + request);
      return false;
    } catch (Refusal e) {
      e.lines().forEach(line -> lines.add("erasure of request " + request + " waits: " + line));
      return false;
    }
  }
}
