package fr.oubli.rights.access;

import fr.oubli.model.datacontroller.Controller;
import fr.oubli.model.datacontroller.ControllerFile;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.platform.console.CommonOptions;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.platform.output.WholeFile;
import fr.oubli.registers.recording.RecordingFiles;
import fr.oubli.rights.access.BundleAnswer.WrittenBundle;
import fr.oubli.rights.request.Progress;
import fr.oubli.rights.request.RequestRegister;
import fr.oubli.rights.request.RequestSession;
import fr.oubli.schema.gate.Gates;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the bundle of one request of access or portability, or of all that wait for one. */
@Command(
    name = "subject-export",
    description = "Writes the bundle that answers a request of access or of portability.",
    mixinStandardHelpOptions = true)
public final class SubjectExportCommand implements Callable<Integer> {

  @Mixin private RequestSession session = new RequestSession();
  @Mixin final CommonOptions common = new CommonOptions();
  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--request", paramLabel = "N", description = "the request to answer")
  private @Nullable Long request;

  @Option(names = "--all-verified", description = "every verified request that has no bundle yet")
  private boolean allVerified;

  @Option(names = "--bundles", description = "folder of the bundles (default: bundles)")
  private @Nullable Path bundles;

  @Option(names = "--recordings", description = "folder of the recordings (default: recordings)")
  private @Nullable Path recordings;

  @Option(
      names = "--controller",
      description = "who answers (default: OUBLI_CONTROLLER, else jobs/controller.yml)")
  private @Nullable Path controllerFile;

  @Option(names = "--unencrypted", description = "anybody who gets the file can read it")
  private boolean unencrypted;

  @Option(
      names = "--self-opening",
      description =
          "beside the ZIP, a page that asks for the passphrase and opens in any browser, offline")
  private boolean selfOpening;

  @Option(names = "--workers", description = "bundles at work at once (default: the cores)")
  private int workers = Math.min(8, Runtime.getRuntime().availableProcessors());

  @Override
  public Integer call() {
    if ((request == null) != allVerified) {
      throw new Refusal(ExitCode.INVALID, "say --request N or --all-verified");
    }
    if (unencrypted && selfOpening) {
      throw new Refusal(
          ExitCode.INVALID,
          "--self-opening asks for a passphrase, and --unencrypted has none: leave one out");
    }
    DataMap map = session.map();
    Controller controller = ControllerFile.read(session.session().controller(controllerFile), map);
    Policy policy = controller.naming(session.policy());
    Path folder = bundles == null ? session.session().places().bundles() : bundles;
    WholeFile.refuseUnwritable(folder, "bundles", "--bundles");
    try (Database database = session.session().open(workers)) {
      Gates.fitting(database.dataSource(), map, policy);
      RequestRegister register = session.register(database);
      SubjectExport export =
          new SubjectExport(
              database.dataSource(),
              policy,
              map,
              controller,
              new RecordingFiles(
                  recordings == null ? session.session().places().recordings() : recordings),
              folder,
              session.today());
      BundleAnswer answering = new BundleAnswer(database.dataSource(), register, export, form());
      return request == null
          ? told(new SubjectExportJob(database.dataSource(), answering).run(workers))
          : told(answering.one(request), register.progress(request));
    }
  }

  private BundleForm form() {
    if (selfOpening) {
      return BundleForm.SELF_OPENING;
    }
    return unencrypted ? BundleForm.UNENCRYPTED : BundleForm.ENCRYPTED;
  }

  private int told(WrittenBundle written, Progress progress) {
    written.lines().forEach(this::say);
    say(progress.now());
    return ExitCode.DONE.code();
  }

  private int told(SubjectExportJob.Outcome outcome) {
    outcome.lines().forEach(this::say);
    return outcome.code().code();
  }

  private void say(String text) {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println(text);
    out.flush();
  }
}
