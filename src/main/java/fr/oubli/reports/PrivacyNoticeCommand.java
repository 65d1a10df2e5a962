package fr.oubli.reports;

import fr.oubli.model.datacontroller.Controller;
import fr.oubli.model.datacontroller.ControllerFile;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.platform.console.CommonOptions;
import fr.oubli.platform.console.JsonAnswer;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.reports.NoticeComparison.Findings;
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

/** Writes what may be published of the policy, and compares it with what is. */
@Command(
    name = "privacy-notice",
    description =
        "Writes the French chapter on purposes, periods, recipients and rights, and compares it with"
            + " a published text; needs no database.",
    mixinStandardHelpOptions = true)
public final class PrivacyNoticeCommand implements Callable<Integer> {

  @Mixin private ReportSession session = new ReportSession();
  @Mixin final CommonOptions common = new CommonOptions();
  @Mixin final JsonAnswer json = new JsonAnswer();
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--controller",
      description = "who answers (default: OUBLI_CONTROLLER, else jobs/controller.yml)")
  private @Nullable Path controllerFile;

  @Option(
      names = "--published",
      description = "the published policy, a French text in UTF-8, to compare with")
  private @Nullable Path published;

  @Override
  public Integer call() {
    Policy policy = session.policy();
    DataMap map = session.map();
    Gates.refuseMismatch(policy, map);
    Controller controller = ControllerFile.read(session.session().controller(controllerFile), map);
    PublishedText text = published == null ? null : PublishedText.read(published);
    Path written =
        new PrivacyNotice(policy, map, controller)
            .write(session.folder(policy), session.today(policy));
    Findings findings =
        text == null ? null : new NoticeComparison(policy, map, controller, text).findings();
    ExitCode code = findings == null || findings.agrees() ? ExitCode.DONE : ExitCode.QUARANTINE;
    if (json.asked()) {
      return json.tell(code, new Answer(findings, List.of(written.toString())));
    }
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    if (findings != null) {
      tell(out, "promised in the text", findings.promised(), "it promises no period");
      tell(out, "enforced and not promised", findings.unpromised(), "nothing");
      tell(out, "silent: what the law wants told", findings.silent(), "nothing is missing");
    }
    out.println("wrote " + written);
    out.flush();
    return code.code();
  }

  /**
   * The answer to a program.
   *
   * @param published how the published text compares; null where none was named
   */
  private record Answer(@Nullable Findings published, List<String> written) {}

  private static void tell(PrintWriter out, String heading, List<String> lines, String none) {
    out.println(heading);
    (lines.isEmpty() ? List.of(none) : lines).forEach(line -> out.println("  " + line));
  }
}
