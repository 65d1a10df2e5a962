package fr.oubli.rights.request.command;

import fr.oubli.platform.database.Database;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.rights.request.Matches;
import fr.oubli.rights.request.RequestRegister;
import fr.oubli.rights.request.Step;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Notes that it is certain who asks, and warns where none of their rows is confirmed. */
@Command(
    name = "verify-identity",
    description = "says by what means it is certain who asks",
    mixinStandardHelpOptions = true)
final class VerifyIdentityCommand extends RequestSubcommand {

  @Parameters(index = "0", paramLabel = "N", description = "the request")
  private long id;

  @Option(names = "--means", required = true, description = "such as: logged in, call back")
  private @Nullable String means;

  @Option(
      names = "--another-person",
      description = "it is somebody else than in the request that it is linked to: the link ends")
  private boolean another;

  @Option(names = "--on", description = "the day of it (default: today)")
  private @Nullable LocalDate on;

  @Override
  public Integer call() {
    return inDatabase(this::verify);
  }

  private ExitCode verify(Database database) {
    RequestRegister register = session.register(database);
    boolean unsearched = register.unsearched(id);
    register.progress(id).refuseUnless(Step.VERIFY);
    if (another) {
      register.links().end(id);
    }
    if (unsearched) {
      look(database, search(database), id);
    }
    sayState(register.steps().verify(id, Objects.requireNonNull(means), session.dayOr(on)));
    if (unsearched) {
      sayMatches(database, id);
    } else {
      new MatchLines(new Matches(database.dataSource()), id, session.map())
          .nobody()
          .forEach(this::say);
    }
    sayNow(register, id);
    return ExitCode.DONE;
  }
}
