package fr.oubli.rights.ending;

import fr.oubli.model.policy.RequestPeriods;
import fr.oubli.model.session.NightWork;
import fr.oubli.model.session.Session;
import fr.oubli.platform.database.Database;
import fr.oubli.rights.reply.KeptFiles;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Ends what requests know of the people who made them, once their period is over: identities, notes
 * and means of identification, the facts of refusals, the reasons of released holds, and the
 * letters and bundles on disk.
 */
public final class EndedRequests implements NightWork {

  @Override
  public Done finish(
      Database database, Session session, LocalDate asOf, Path recordings, Path reports) {
    return new Night(
            database.dataSource(), session.policy().limits().requests(), asOf, session.operator())
        .end(session.places().replies(), session.places().bundles());
  }

  /**
   * One night of it.
   *
   * @param operator under whose name the history of a request notes that a file went
   */
  record Night(DataSource dataSource, RequestPeriods periods, LocalDate today, String operator) {

    /**
     * @param replies where letters lie of which no other folder is known
     * @param bundles the same of bundles
     */
    Done end(Path replies, Path bundles) {
      List<String> lines = new ArrayList<>();
      long forgotten = forget();
      if (forgotten > 0) {
        lines.add(
            (forgotten == 1 ? "1 request is forgotten" : forgotten + " requests are forgotten")
                + ": who asked, and what was noted of it");
      }
      EndedFiles files =
          new EndedFiles(new KeptFiles(dataSource), new EndedFiles.Usual(replies, bundles));
      EndedFiles.Ended ended = files.end(today, periods, operator);
      lines.addAll(ended.lines());
      return new Done(lines, ended.complete());
    }

    private long forget() {
      return Objects.requireNonNull(
          new JdbcTemplate(dataSource)
              .queryForObject(
                  "select oubli.end_requests(?, ?::interval)",
                  Long.class,
                  today,
                  periods.known().toString()));
    }
  }
}
