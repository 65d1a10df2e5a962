package fr.oubli.reports;

import fr.oubli.model.policy.Policy;
import fr.oubli.platform.console.CommonOptions;
import fr.oubli.platform.console.JsonAnswer;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.output.CsvDialect;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the register of requests as a spreadsheet. */
@Command(
    name = "request-report",
    description = "Writes every request with its deadline, its state and how long it took.",
    mixinStandardHelpOptions = true)
public final class RequestReportCommand implements Callable<Integer> {

  @Mixin private ReportSession session = new ReportSession();
  @Mixin final CommonOptions common = new CommonOptions();
  @Mixin final JsonAnswer json = new JsonAnswer();
  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--csv", description = "french or rfc4180 (default: ${DEFAULT-VALUE})")
  private CsvDialect dialect = CsvDialect.FRENCH;

  @Override
  public Integer call() {
    Policy policy = session.policy();
    try (Database database = session.open()) {
      LocalDate today = session.today(policy);
      RequestReport report = new RequestReport(new RegisterReader(database.dataSource()), today);
      Path file = report.write(session.folder(policy), dialect);
      if (json.asked()) {
        return json.tell(
            ExitCode.DONE,
            new Answer(today, report.requests(), report.late(), List.of(file.toString())));
      }
      PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
      out.printf("%d requests, %d late%n", report.requests(), report.late());
      out.println("wrote " + file);
      out.flush();
      return ExitCode.DONE.code();
    }
  }

  /** The answer to a program. */
  private record Answer(LocalDate day, long requests, long late, List<String> written) {}
}
