package fr.oubli.rights.inactivity;

import fr.oubli.model.session.NightWork;
import fr.oubli.model.session.Session;
import fr.oubli.platform.database.Database;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Forgets who was asked, a month after what they were asked about. */
public final class EndedNotices implements NightWork {

  @Override
  public Done finish(
      Database database, Session session, LocalDate asOf, Path recordings, Path reports) {
    new NoticeRegister(new JdbcTemplate(database.dataSource())).end(asOf);
    return new Done(List.of(), true);
  }
}
