package fr.oubli.accounting;

import fr.oubli.model.policy.Policy;
import fr.oubli.model.session.Session;
import fr.oubli.platform.console.CommonOptions;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.exit.ExitCode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Applies the decisions that accountants wrote into the report. */
@Command(
    name = "invoice-decisions",
    description = "Applies the decisions that accountants wrote into the invoice report.",
    mixinStandardHelpOptions = true)
public final class InvoiceDecisionsCommand implements Callable<Integer> {

  @Mixin private Session session = new Session();
  @Mixin final CommonOptions common = new CommonOptions();
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "the report with its decision columns filled")
  private Path file = Path.of("");

  @Option(names = "--as-of", description = "the day it is (default: today, policy's zone)")
  private @Nullable LocalDate asOf;

  @Option(names = "--partial", description = "applies the right lines although others are not")
  private boolean partial;

  @Override
  public Integer call() {
    Policy policy = session.policy();
    LocalDate today = asOf == null ? LocalDate.now(policy.zone()) : asOf;
    try (Database database = session.open(1)) {
      InvoiceDecisions.Applied applied =
          new InvoiceDecisions(
                  database.dataSource(), policy, session.map(), today, session.operator())
              .apply(file, partial);
      applied.faults().forEach(this::say);
      say(
          "%d kept, %d frozen, %d approved for destruction"
              .formatted(applied.kept(), applied.frozen(), applied.approved()));
      return (applied.faults().isEmpty() ? ExitCode.DONE : ExitCode.QUARANTINE).code();
    }
  }

  private void say(String text) {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println(text);
    out.flush();
  }
}
