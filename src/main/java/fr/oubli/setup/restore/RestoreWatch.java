package fr.oubli.setup.restore;

import fr.oubli.evidence.OutsideSeals;
import fr.oubli.evidence.journal.RegisterJournal;
import fr.oubli.model.session.DatabaseWatch;
import fr.oubli.platform.console.Places;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * The first gate of every command: a database that is older than its seals, or than the registers
 * that are kept outside it, was restored, and what was destroyed since is in it again. Once a
 * command is over, registers that it changed are kept outside.
 */
public final class RestoreWatch implements DatabaseWatch {

  private static final Logger LOG = LoggerFactory.getLogger(RestoreWatch.class);

  @Override
  public void opened(DataSource dataSource, Places places) {
    new OutsideSeals(dataSource, places.home(), places.reports())
        .older()
        .ifPresent(
            why -> {
              throw new Refusal(
                  ExitCode.REFUSED,
                  why
                      + "; look at what came back with jobs/replay, nothing else runs before;"
                      + " a copy that goes on by itself needs an OUBLI_HOME and OUBLI_REPORTS of its own");
            });
  }

  @Override
  public void closing(DataSource dataSource, Places places) {
    try {
      new RegisterJournal(dataSource, places.home(), places.reports()).keep();
    } catch (Refusal e) {
      // The command has done its work, and ends as it says: what is told here changes no exit code.
      e.lines().forEach(RestoreWatch::warn);
    } catch (DataAccessResourceFailureException | CannotCreateTransactionException e) {
      // The server is away, which the command told; what it changed is kept by the next one.
      LOG.debug("the registers could not be read", e);
    }
  }

  private static void warn(String line) {
    System.err.println(
        "what the registers say could not be kept outside the database, and a restore would lose it: "
            + line.replaceAll("\\p{Cntrl}", "?"));
  }
}
