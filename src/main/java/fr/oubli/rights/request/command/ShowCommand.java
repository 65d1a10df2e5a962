package fr.oubli.rights.request.command;

import fr.oubli.platform.console.JsonAnswer;
import fr.oubli.platform.console.TextTable;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.rights.request.RequestRegister;
import fr.oubli.rights.request.WaitingRequests;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows one request: where it stands, who did what, and which rows were found. */
@Command(
    name = "show",
    description = "one request with its history",
    mixinStandardHelpOptions = true)
final class ShowCommand extends RequestSubcommand {

  @Parameters(index = "0", paramLabel = "N", description = "the request")
  private long id;

  @Mixin final JsonAnswer json = new JsonAnswer();

  @Override
  public Integer call() {
    return inDatabase(this::show);
  }

  private ExitCode show(Database database) {
    RequestRegister register = session.register(database);
    if (json.asked()) {
      json.tell(
          ExitCode.DONE,
          new RequestAnswers.Shown(
              RequestAnswers.One.of(
                  register.get(id),
                  new WaitingRequests(List.of(), session.today()).urgency(register.get(id))),
              register.links().of(id).orElse(null),
              register.history().of(id).stream().map(RequestAnswers.Taken::of).toList(),
              found(database, id),
              RequestAnswers.Steps.of(register.progress(id))));
      return ExitCode.DONE;
    }
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
