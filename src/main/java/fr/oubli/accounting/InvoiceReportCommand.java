package fr.oubli.accounting;

import fr.oubli.model.datacontroller.ControllerFile;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.session.Session;
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

/** Writes the files that accountants decide on. */
@Command(
    name = "invoice-report",
    description = "Writes every accounting document with its clocks, control totals and numbering.",
    mixinStandardHelpOptions = true)
public final class InvoiceReportCommand implements Callable<Integer> {

  private static final int FAULTS_SHOWN = 20;

  @Mixin private Session session = new Session();
  @Mixin final CommonOptions common = new CommonOptions();
  @Mixin final JsonAnswer json = new JsonAnswer();
  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--as-of", description = "the day it is (default: today, policy's zone)")
  private @Nullable LocalDate asOf;

  @Option(
      names = "--fiscal-year",
      paramLabel = "YEAR",
      description = "only the fiscal year that closes in this year")
  private @Nullable Integer fiscalYear;

  @Option(names = "--csv", description = "french (default) or rfc4180")
  private CsvDialect dialect = CsvDialect.FRENCH;

  @Option(names = "--reports", description = "folder of the reports (default: reports)")
  private @Nullable Path reports;

  @Option(
      names = "--controller",
      description = "whose they are (default: OUBLI_CONTROLLER, else jobs/controller.yml)")
  private @Nullable Path controllerFile;

  @Override
  public Integer call() {
    Policy policy = session.policy();
    DataMap map = session.map();
    LocalDate today = asOf == null ? LocalDate.now(policy.zone()) : asOf;
    String entity = ControllerFile.read(session.controller(controllerFile), map).name();
    Path folder =
        (reports == null ? session.places().reports() : reports).resolve(today.toString());
    try (Database database = session.open(2)) {
      InvoiceReport.Written written =
          new InvoiceReport(database.dataSource(), policy, map, entity, dialect, today)
              .write(folder, fiscalYear);
      ExitCode code = written.faults().isEmpty() ? ExitCode.DONE : ExitCode.QUARANTINE;
      if (json.asked()) {
        return json.tell(
            code,
            new Answer(
                today, written.faults(), written.files().stream().map(Path::toString).toList()));
      }
      written.files().forEach(file -> say("wrote " + file));
      written.faults().stream().limit(FAULTS_SHOWN).forEach(this::say);
      if (written.faults().size() > FAULTS_SHOWN) {
        say(
            "and %d more, all in factures-numerotation.csv"
                .formatted(written.faults().size() - FAULTS_SHOWN));
      }
      return code.code();
    }
  }

  /**
   * The answer to a program.
   *
   * @param faults of totals and numbering, a line each
   */
  private record Answer(LocalDate day, List<String> faults, List<String> written) {}

  private void say(String text) {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println(text);
    out.flush();
  }
}
