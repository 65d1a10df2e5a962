package fr.oubli.reports;

import fr.oubli.evidence.LedgerVerification;
import fr.oubli.model.datacontroller.Controller;
import fr.oubli.model.datacontroller.ControllerFile;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.platform.console.CommonOptions;
import fr.oubli.platform.console.JsonAnswer;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.platform.output.CsvDialect;
import fr.oubli.schema.gate.Gates;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the record of what a run destroyed, to be printed, signed and filed. */
@Command(
    name = "destruction-record",
    description = "Writes the record of what a run destroyed, as a page and as a spreadsheet.",
    mixinStandardHelpOptions = true)
public final class DestructionRecordCommand implements Callable<Integer> {

  @Mixin private ReportSession session = new ReportSession();
  @Mixin final CommonOptions common = new CommonOptions();
  @Mixin final JsonAnswer json = new JsonAnswer();
  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--run", paramLabel = "ID", required = true, description = "the run's number")
  private long run;

  @Option(
      names = "--controller",
      description = "who answers (default: OUBLI_CONTROLLER, else jobs/controller.yml)")
  private @Nullable Path controllerFile;

  @Mixin private KeptKeys keys = new KeptKeys();

  @Option(names = "--csv", description = "french or rfc4180 (default: ${DEFAULT-VALUE})")
  private CsvDialect dialect = CsvDialect.FRENCH;

  @Override
  public Integer call() {
    Policy policy = session.policy();
    DataMap map = session.map();
    Controller controller = ControllerFile.read(session.session().controller(controllerFile), map);
    try (Database database = session.open()) {
      DataSource source = database.dataSource();
      Gates.fitting(source, map, policy);
      RunFacts facts =
          new RunReader(source)
              .run(run)
              .orElseThrow(
                  () ->
                      new Refusal(
                          ExitCode.INVALID,
                          "no sealed run " + run + "; the compliance page names the last one"));
      refuseUnlikeEvidence(new LedgerVerification(source).faultsOf(run, keys.read()));
      DestructionRecord record =
          new DestructionRecord(
              facts,
              new DestructionReader(source),
              controller,
              new ReaderNames(
                  controller.naming(session.session().policy()),
                  map,
                  new ReportWords(ReportWords.Language.FR)));
      List<Path> written =
          record.write(session.folder(facts.asOf()), session.today(policy), dialect);
      if (json.asked()) {
        return json.tell(
            ExitCode.DONE,
            new Answer(run, facts.asOf(), written.stream().map(Path::toString).toList()));
      }
      PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
      written.forEach(file -> out.println("wrote " + file));
      out.flush();
      return ExitCode.DONE.code();
    }
  }

  /**
   * The answer to a program.
   *
   * @param day that the run was for
   */
  private record Answer(long run, LocalDate day, List<String> written) {}

  /** The record is signed by a person: it says nothing that the evidence does not bear. */
  private void refuseUnlikeEvidence(List<String> faults) {
    if (!faults.isEmpty()) {
      List<String> lines = new ArrayList<>(faults);
      lines.add(
          "no record of run "
              + run
              + " is written: its evidence was changed; see jobs/verify-ledger");
      throw new Refusal(ExitCode.REFUSED, lines);
    }
  }
}
