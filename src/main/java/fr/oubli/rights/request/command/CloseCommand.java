package fr.oubli.rights.request.command;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.RequestSteps;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Ends a request that is answered. */
@Command(
    name = "close",
    description = "the answer is in the envelope",
    mixinStandardHelpOptions = true)
final class CloseCommand extends StepCommand {

  @Option(names = "--outcome", description = "what was answered, and how it was sent")
  private @Nullable String outcome;

  @Option(
      names = "--without-answer",
      paramLabel = "WHY",
      description = "although nobody was answered: why; it is counted as such")
  private @Nullable String withoutAnswer;

  @Option(names = "--on", description = "the day of it (default: today)")
  private @Nullable LocalDate on;

  @Override
  Request take(RequestSteps steps, long request) {
    if (withoutAnswer != null && outcome == null && !withoutAnswer.isBlank()) {
      return steps.closeUnanswered(request, withoutAnswer, session.dayOr(on));
    }
    if (outcome == null || withoutAnswer != null || outcome.isBlank()) {
      throw new Refusal(
          ExitCode.INVALID,
          "say --outcome \"what was answered\", or --without-answer \"why nothing was\"");
    }
    return steps.close(request, outcome, session.dayOr(on));
  }
}
