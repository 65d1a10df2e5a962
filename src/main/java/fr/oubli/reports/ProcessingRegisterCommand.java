package fr.oubli.reports;

import fr.oubli.model.datacontroller.Controller;
import fr.oubli.model.datacontroller.ControllerFile;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.platform.console.CommonOptions;
import fr.oubli.platform.console.JsonAnswer;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.output.CsvDialect;
import fr.oubli.schema.gate.Gates;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the register that the authority may ask to see at any time. */
@Command(
    name = "processing-register",
    description = "Writes the register of processing activities; needs no database.",
    mixinStandardHelpOptions = true)
public final class ProcessingRegisterCommand implements Callable<Integer> {

  @Mixin private ReportSession session = new ReportSession();
  @Mixin final CommonOptions common = new CommonOptions();
  @Mixin final JsonAnswer json = new JsonAnswer();
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--controller",
      description = "who answers (default: OUBLI_CONTROLLER, else jobs/controller.yml)")
  private @Nullable Path controllerFile;

  @Option(names = "--csv", description = "french or rfc4180 (default: ${DEFAULT-VALUE})")
  private CsvDialect dialect = CsvDialect.FRENCH;

  @Override
  public Integer call() {
    Policy policy = session.session().policy();
    DataMap map = session.map();
    Gates.refuseMismatch(policy, map);
    Path file = session.session().controller(controllerFile);
    Controller controller = ControllerFile.read(file, map);
    ProcessingRegister register =
        new ProcessingRegister(controller.naming(policy), map, controller);
    List<Path> written = register.write(session.folder(policy), session.today(policy), dialect);
    List<String> faults = register.faults();
    ExitCode code = faults.isEmpty() ? ExitCode.DONE : ExitCode.QUARANTINE;
    if (json.asked()) {
      return json.tell(code, new Answer(faults, written.stream().map(Path::toString).toList()));
    }
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    faults.forEach(out::println);
    written.forEach(path -> out.println("wrote " + path));
    out.flush();
    return code.code();
  }

  /**
   * The answer to a program.
   *
   * @param missing what the register lacks, a line each, in French as it stands on the page
   */
  private record Answer(List<String> missing, List<String> written) {}
}
