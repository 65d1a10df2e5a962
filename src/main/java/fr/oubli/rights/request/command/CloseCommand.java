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

  @Option(
      names = "--same-as",
      paramLabel = "M",
      description =
          "with the answer to request M, which asked the same for the same person; its letter says so")
  private @Nullable Long earlier;

  @Option(names = "--on", description = "the day of it (default: today)")
  private @Nullable LocalDate on;

  @Override
  Request take(RequestSteps steps, long request) {
    int ways =
        (outcome == null ? 0 : 1) + (withoutAnswer == null ? 0 : 1) + (earlier == null ? 0 : 1);
    if (ways == 1) {
      if (earlier != null) {
        return steps.closeWith(request, earlier, session.dayOr(on));
      }
      if (withoutAnswer != null && !withoutAnswer.isBlank()) {
        return steps.closeUnanswered(request, withoutAnswer, session.dayOr(on));
      }
      if (outcome != null && !outcome.isBlank()) {
        return steps.close(request, outcome, session.dayOr(on));
      }
    }
    throw new Refusal(
        ExitCode.INVALID,
        "say --outcome \"what was answered\", --same-as M for what request M answered, or"
            + " --without-answer \"why nothing was\"");
  }
}
