package fr.oubli.setup.restore;

import fr.oubli.evidence.EndedJournals;
import fr.oubli.model.session.NightWork;
import fr.oubli.model.session.Session;
import fr.oubli.platform.database.Database;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Ends what is only kept for a restore, once no backup is old enough to need it: the journals of
 * runs, and the digests of rows on which requests acted. Where the controller's file does not say
 * how long backups are kept, both stay.
 */
public final class EndedReplays implements NightWork {

  @Override
  public Done finish(
      Database database, Session session, LocalDate asOf, Path recordings, Path reports) {
    Period backups = session.backups();
    if (backups == null) {
      return new Done(List.of(), true);
    }
    // A backup of the last day is kept through the day on which its period ends.
    LocalDate first = asOf.minus(backups).minusDays(1);
    int journals = new EndedJournals(reports).before(first);
    new JdbcTemplate(database.dataSource())
        .update(
            """
            delete from oubli.requested_row d using oubli.request r
            where r.id = d.request and r.ended_on < ? and not oubli.is_needed(r.id)""",
            first);
    return new Done(
        journals == 0
            ? List.of()
            : List.of(
                "journals of runs: %d ended, no backup is older than they are".formatted(journals)),
        true);
  }
}
