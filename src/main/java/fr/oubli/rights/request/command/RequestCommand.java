package fr.oubli.rights.request.command;

import fr.oubli.platform.console.CommonOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The register of requests on the command line: each step is a subcommand. */
@Command(
    name = "request",
    description = "Keeps the register of what people ask, with its deadlines.",
    mixinStandardHelpOptions = true,
    subcommands = {
      CloseCommand.class,
      ExtendCommand.class,
      ImportCommand.class,
      ListCommand.class,
      MatchCommand.class,
      OpenCommand.class,
      RefuseCommand.class,
      ResumeCommand.class,
      ShowCommand.class,
      SuspendCommand.class,
      VerifyIdentityCommand.class
    })
public final class RequestCommand {

  @Mixin final CommonOptions common = new CommonOptions();
}
