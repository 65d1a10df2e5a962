package fr.oubli.setup.restore;

import fr.oubli.model.session.RunReport;
import fr.oubli.model.session.Session;
import fr.oubli.platform.console.CommonOptions;
import fr.oubli.platform.console.Progress;
import fr.oubli.platform.console.Variables;
import fr.oubli.platform.database.Database;
import fr.oubli.purge.PurgeFolders;
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
import picocli.CommandLine.Spec;

/** After a restore: shows what came back, and destroys it again. */
@Command(
    name = "replay",
    description =
        "After a restore: shows what came back that was destroyed since, and destroys it again.",
    mixinStandardHelpOptions = true)
public final class ReplayCommand implements Callable<Integer> {

  private static final int MOST_WORKERS = 8;

  @Mixin private Session session = new Session();
  @Mixin final CommonOptions common = new CommonOptions();
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--plan",
      paramLabel = "HASH",
      description = "does again what this plan shows; without it nothing of yours is touched")
  private @Nullable String plan;

  @Option(
      names = "--since",
      paramLabel = "DAY",
      description =
          "tables alone were put back, from a backup of this day: looks at what went since")
  private @Nullable LocalDate since;

  @Option(names = "--as-of", description = "the day it is (default: today, policy's zone)")
  private @Nullable LocalDate asOf;

  @Option(names = "--reports", description = "folder with the seals' copies (default: reports)")
  private @Nullable Path reports;

  @Option(names = "--recordings", description = "folder of the recordings (default: recordings)")
  private @Nullable Path recordings;

  private final RunReport more;

  /**
   * @param more what is written of the replay's run beside its table
   */
  public ReplayCommand(RunReport more) {
    this.more = more;
  }

  @Override
  public Integer call() {
    LocalDate today = asOf == null ? LocalDate.now(session.policy().zone()) : asOf;
    PurgeFolders folders =
        new PurgeFolders(
            reports == null ? session.places().reports() : reports,
            recordings == null ? session.places().recordings() : recordings,
            session.places().home());
    try (Database database = session.openAsItIs(MOST_WORKERS)) {
      Progress progress = Progress.of(common.log(), System.err, Variables.all());
      Replay replay = new Replay(database, session, folders, progress, told());
      Replay.Told told = plan == null ? replay.look(today, since) : replay.act(plan);
      PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
      told.lines().forEach(out::println);
      out.flush();
      return told.code().code();
    }
  }

  private RunReport told() {
    return more.keptInBackups(session.backups());
  }
}
