package fr.oubli.rights.request.command;

import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.RequestSteps;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Ends a request that is not carried out. */
@Command(
    name = "refuse",
    description = "ends it without doing it, for reasons the person is told",
    mixinStandardHelpOptions = true)
final class RefuseCommand extends StepCommand {

  @Option(names = "--reasons", required = true)
  private @Nullable String reasons;

  @Option(names = "--on")
  private @Nullable LocalDate on;

  @Override
  Request take(RequestSteps steps, long request) {
    return steps.refuse(request, Objects.requireNonNull(reasons), session.dayOr(on));
  }
}
