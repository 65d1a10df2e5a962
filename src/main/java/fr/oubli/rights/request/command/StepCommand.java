package fr.oubli.rights.request.command;

import fr.oubli.platform.database.Database;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.RequestRegister;
import fr.oubli.rights.request.RequestSteps;
import picocli.CommandLine.Parameters;

/** Takes one step of one request, and says where the request stands afterwards. */
abstract class StepCommand extends RequestSubcommand {

  @Parameters(index = "0", paramLabel = "N", description = "the request")
  private long id;

  @Override
  public Integer call() {
    return inDatabase(this::step);
  }

  private ExitCode step(Database database) {
    RequestRegister register = session.register(database);
    sayState(take(register.steps(), id));
    sayNow(register, id);
    return ExitCode.DONE;
  }

  /**
   * @throws fr.oubli.platform.exit.Refusal when the request's state does not allow the step
   */
  abstract Request take(RequestSteps steps, long request);
}
