package fr.oubli.rights.erasure;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.session.NightWork;
import fr.oubli.model.session.Session;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.rights.erasure.ErasureRegister.State;
import fr.oubli.rights.erasure.SubjectErase.Erased;
import fr.oubli.rights.request.Deadlines;
import fr.oubli.rights.request.PublicHolidays;
import fr.oubli.rights.request.RequestRegister;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Erasures that a hold, a restriction or a kill stopped go on by themselves. */
public final class PendingErasures implements NightWork {

  @Override
  public Done finish(
      Database database, Session session, LocalDate asOf, Path recordings, Path reports) {
    ErasureRegister erasures = new ErasureRegister(new JdbcTemplate(database.dataSource()));
    List<String> lines = new ArrayList<>();
    boolean complete = true;
    List<Long> unfinished = erasures.unfinished();
    if (unfinished.isEmpty()) {
      return new Done(lines, true);
    }
    Policy policy = session.policy();
    DataMap map = session.map();
    RequestRegister register =
        new RequestRegister(
            database.dataSource(), new Deadlines(new PublicHolidays(false)), session.operator());
    SubjectErase erase =
        new SubjectErase(
            database.dataSource(),
            policy,
            map,
            register,
            new SubjectErase.Places(recordings, reports, session.places().home(), asOf),
            session.operator());
    for (long request : unfinished) {
      complete &= finish(erase, register, request, lines);
    }
    return new Done(lines, complete);
  }

  private static boolean finish(
      SubjectErase erase, RequestRegister register, long request, List<String> lines) {
    try {
      Erased erased = erase.erase(request);
      if (erased.state() == State.HELD) {
        return true;
      }
      lines.add("erasure of request %d is %s".formatted(request, erased.state().stored()));
      if (erased.state() == State.DONE) {
        register.forgetIdentities(request);
        register.note(request, RequestRegister.FINISHED, "what had kept some rows is over");
        return true;
      }
      lines.add("look at it with: jobs/subject-erase --request " + request);
      return false;
    } catch (Refusal e) {
      e.lines().forEach(line -> lines.add("erasure of request " + request + " waits: " + line));
      return false;
    }
  }
}
