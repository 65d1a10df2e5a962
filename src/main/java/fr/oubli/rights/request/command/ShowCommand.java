package fr.oubli.rights.request.command;

import fr.oubli.platform.console.TextTable;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.rights.request.RequestRegister;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows one request: where it stands, who did what, and which rows were found. */
@Command(
    name = "show",
    description = "one request with its history",
    mixinStandardHelpOptions = true)
final class ShowCommand extends RequestSubcommand {

  @Parameters(index = "0", paramLabel = "N", description = "the request")
  private long id;

  @Override
  public Integer call() {
    return inDatabase(this::show);
  }

  private ExitCode show(Database database) {
    RequestRegister register = session.register(database);
    sayState(register.get(id));
    TextTable table = new TextTable("when (UTC)", "operator", "step", "note");
    register
        .history()
        .of(id)
        .forEach(event -> table.row(event.at(), event.operator(), event.step(), event.note()));
    say(table.toString());
    register.links().lines(id).forEach(this::say);
    sayMatches(database, id);
    register.progress(id).others().forEach(this::say);
    sayNow(register, id);
    return ExitCode.DONE;
  }
}
