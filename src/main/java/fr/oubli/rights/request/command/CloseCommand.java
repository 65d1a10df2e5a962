package fr.oubli.rights.request.command;

import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.RequestSteps;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Ends a request that is answered. */
@Command(
    name = "close",
    description = "the answer is in the envelope",
    mixinStandardHelpOptions = true)
final class CloseCommand extends StepCommand {

  @Option(names = "--outcome", required = true)
  private @Nullable String outcome;

  @Option(names = "--on")
  private @Nullable LocalDate on;

  @Override
  Request take(RequestSteps steps, long request) {
    return steps.close(request, Objects.requireNonNull(outcome), null, session.dayOr(on));
  }
}
