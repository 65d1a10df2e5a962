package fr.oubli.rights.request.command;

import fr.oubli.platform.console.TextTable;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.RequestState;
import java.time.LocalDate;
import picocli.CommandLine.Command;

/** Lists the requests that wait for an answer. */
@Command(
    name = "list",
    description = "what waits: exit 3 when something is due within a week or late",
    mixinStandardHelpOptions = true)
final class ListCommand extends RequestSubcommand {

  private static final int DAYS_SHOWN_AS_DUE = 7;

  @Override
  public Integer call() {
    return inDatabase(this::list);
  }

  private ExitCode list(Database database) {
    LocalDate today = session.today();
    TextTable table =
        new TextTable("request", "right", "state", "received", "answer by", "urgency");
    boolean urgent = false;
    for (Request request : session.register(database).waiting()) {
      boolean due = request.dueBy(today.plusDays(DAYS_SHOWN_AS_DUE));
      urgent |= due;
      table.row(
          request.id(),
          request.right().stored(),
          request.state().stored(),
          request.receivedOn(),
          request.state() == RequestState.SUSPENDED ? null : request.deadline(),
          request.late(today) ? "late" : due ? "due this week" : null);
    }
    say(table.toString());
    return urgent ? ExitCode.QUARANTINE : ExitCode.DONE;
  }
}
