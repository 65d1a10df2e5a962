package fr.oubli.platform.console;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what a shell needs to complete the commands and options of {@code oubli}. */
@Command(
    name = "completion",
    description = "Prints what a shell needs to complete commands and options.",
    mixinStandardHelpOptions = true)
public final class CompletionCommand implements Callable<Integer> {

  /** A shell that can be taught to complete. */
  enum Shell {
    BASH,
    ZSH,
    FISH
  }

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
  private @Nullable Shell shell;

  @Override
  public Integer call() {
    CommandLine program = Objects.requireNonNull(spec).root().commandLine();
    String script =
        shell == Shell.FISH ? FishCompletion.of(program) : AutoComplete.bash("oubli", program);
    spec.commandLine().getOut().println(script);
    return 0;
  }
}
