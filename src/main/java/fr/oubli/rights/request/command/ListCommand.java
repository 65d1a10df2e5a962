package fr.oubli.rights.request.command;

import fr.oubli.platform.console.JsonAnswer;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.rights.request.RequestRegister;
import fr.oubli.rights.request.WaitingRequests;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the requests that wait for an answer. */
@Command(
    name = "list",
    description = "what waits: exit 3 when something is due within a week or late",
    mixinStandardHelpOptions = true)
final class ListCommand extends RequestSubcommand {

  @Mixin final JsonAnswer json = new JsonAnswer();

  @Override
  public Integer call() {
    return inDatabase(this::list);
  }

  private ExitCode list(Database database) {
    RequestRegister register = session.register(database);
    WaitingRequests waiting =
        new WaitingRequests(register.waiting(), register.links().waiting(), session.today());
    ExitCode code = waiting.urgent() ? ExitCode.QUARANTINE : ExitCode.DONE;
    if (json.asked()) {
      json.tell(code, RequestAnswers.Waiting.of(waiting));
      return code;
    }
    say(waiting.table().toString());
    say(
        waiting.requests().isEmpty()
            ? "now: no request waits"
            : register.progress(waiting.requests().get(0).id()).now());
    return code;
  }
}
