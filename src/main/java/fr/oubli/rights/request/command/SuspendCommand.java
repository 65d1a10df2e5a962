package fr.oubli.rights.request.command;

import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.RequestSteps;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Suspends the deadline of a request while the identity of the person is in doubt. */
@Command(
    name = "suspend",
    description = "a reasonable doubt about the identity stops the clock",
    mixinStandardHelpOptions = true)
final class SuspendCommand extends StepCommand {

  @Option(names = "--doubt", required = true, description = "which, as the letter says it")
  private @Nullable String doubt;

  @Option(names = "--on", description = "the day of it (default: today)")
  private @Nullable LocalDate on;

  @Override
  Request take(RequestSteps steps, long request) {
    return steps.suspend(request, Objects.requireNonNull(doubt), session.dayOr(on));
  }
}
