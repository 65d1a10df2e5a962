package fr.oubli.rights.request.command;

import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.RequestSteps;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lets the clock of a request go on, once it is certain who asks. */
@Command(
    name = "resume",
    description = "the doubt is lifted: the clock goes on",
    mixinStandardHelpOptions = true)
final class ResumeCommand extends StepCommand {

  @Option(names = "--on", description = "the day of it (default: today)")
  private @Nullable LocalDate on;

  @Override
  Request take(RequestSteps steps, long request) {
    return steps.resume(request, session.dayOr(on));
  }
}
