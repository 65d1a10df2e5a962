package fr.oubli.rights.request.command;

import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.RequestSteps;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Gives a request two months more (GDPR art. 12(3)). */
@Command(
    name = "extend",
    description = "two months more, the person told inside the first",
    mixinStandardHelpOptions = true)
final class ExtendCommand extends StepCommand {

  @Option(names = "--reason", required = true, description = "why, as the letter says it")
  private @Nullable String reason;

  @Option(names = "--told-on", required = true, description = "when the person was told")
  private @Nullable LocalDate toldOn;

  @Override
  Request take(RequestSteps steps, long request) {
    return steps.extend(request, Objects.requireNonNull(reason), Objects.requireNonNull(toldOn));
  }
}
