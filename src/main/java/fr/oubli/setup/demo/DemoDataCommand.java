package fr.oubli.setup.demo;

import fr.oubli.model.session.Session;
import fr.oubli.platform.console.CommonOptions;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Fills the embedded database with a made-up company of any size. */
@Command(
    name = "demo-data",
    description = "Fills the embedded database with a made-up company; any other is refused.",
    mixinStandardHelpOptions = true)
public final class DemoDataCommand implements Callable<Integer> {

  @Mixin private Session session = new Session();
  @Mixin final CommonOptions common = new CommonOptions();
  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--customers", description = "how many (default: ${DEFAULT-VALUE})")
  private long customers = DemoFirstRun.CUSTOMERS;

  @Option(names = "--seed", description = "another seed, another company")
  private long seed = DemoFirstRun.SEED;

  @Option(names = "--as-of", description = "the day the company lives in (default: today)")
  private @Nullable LocalDate asOf;

  @Option(names = "--backlog", description = "a company that never purged")
  private boolean backlog;

  @Option(names = "--recordings", description = "folder of the recordings (default: recordings)")
  private @Nullable Path recordings;

  @Override
  public Integer call() {
    if (customers < 100) {
      throw new Refusal(ExitCode.INVALID, "--customers needs at least 100");
    }
    try (Database database = session.open(1)) {
      if (!database.embedded()) {
        throw new Refusal(
            ExitCode.REFUSED,
            "demo data go into the embedded database only; unset OUBLI_DATABASE_URL");
      }
      DemoData.load(
          database.dataSource(),
          new DemoSettings(
              customers,
              seed,
              asOf == null ? LocalDate.now(ZoneId.of("Europe/Paris")) : asOf,
              backlog,
              recordings == null ? session.places().recordings() : recordings));
      Objects.requireNonNull(spec)
          .commandLine()
          .getOut()
          .println("demo data: " + customers + " customers");
      return ExitCode.DONE.code();
    }
  }
}
