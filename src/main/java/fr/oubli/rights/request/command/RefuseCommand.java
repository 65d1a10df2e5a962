package fr.oubli.rights.request.command;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.rights.request.RefusalGround;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.RequestSteps;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Ends a request that is not carried out. */
@Command(
    name = "refuse",
    description = "ends it without doing it, on a ground and for facts that the person is told",
    mixinStandardHelpOptions = true)
final class RefuseCommand extends StepCommand {

  @Option(
      names = "--ground",
      description =
          "unfounded (manifestly), excessive, identity (not shown), others (their rights),"
              + " conditions (of this right, which are not met)")
  private @Nullable RefusalGround ground;

  @Option(
      names = "--facts",
      description = "what shows it, as the letter says it: the controller bears the proof")
  private @Nullable String facts;

  @Option(names = "--on", description = "the day of it (default: today)")
  private @Nullable LocalDate on;

  @Override
  Request take(RequestSteps steps, long request) {
    if (ground == null || facts == null || facts.isBlank()) {
      throw new Refusal(
          ExitCode.INVALID,
          "say --ground (unfounded, excessive, identity, others, conditions) and --facts \"...\":"
              + " a refusal names its ground and the facts it rests on");
    }
    return steps.refuse(request, ground, facts, session.dayOr(on));
  }
}
