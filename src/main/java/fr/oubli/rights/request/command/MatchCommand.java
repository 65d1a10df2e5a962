package fr.oubli.rights.request.command;

import fr.oubli.platform.database.Database;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.Matches;
import fr.oubli.rights.request.Matches.MatchedRow;
import fr.oubli.rights.request.RequestHistory;
import fr.oubli.rights.request.RequestRegister;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Shows which rows were found for a request, stores what the operator decides, and looks for more.
 */
@Command(
    name = "match",
    description =
        "shows what was found, decides on what a shared identity proposes, looks for more",
    mixinStandardHelpOptions = true)
final class MatchCommand extends RequestSubcommand {

  @Parameters(index = "0", paramLabel = "N")
  private long id;

  @Option(names = "--confirm", paramLabel = "COLLECTION:KEY")
  private @Nullable List<String> confirm;

  @Option(names = "--reject", paramLabel = "COLLECTION:KEY")
  private @Nullable List<String> reject;

  @Option(names = "--reject-rest", description = "rejects whatever is still proposed")
  private boolean rejectRest;

  @Option(names = "--rows", description = "lists the rows that are confirmed")
  private boolean rows;

  @Mixin private IdentityOptions more = new IdentityOptions();

  @Override
  public Integer call() {
    List<Identity> identities = more.all(session.map());
    return inDatabase(database -> match(database, identities));
  }

  private ExitCode match(Database database, List<Identity> identities) {
    RequestRegister register = session.register(database);
    register.get(id);
    if (!identities.isEmpty()) {
      register.steps().learn(id, identities);
    }
    Matches matches = new Matches(database.dataSource());
    decide(register.history(), matches, reject, false);
    decide(register.history(), matches, confirm, true);
    search(database).search(id, register.identities().searched(id));
    if (rejectRest) {
      List<String> rest = matches.proposals(id).stream().map(MatchedRow::target).toList();
      decide(register.history(), matches, rest, false);
    }
    if (rows) {
      matches.confirmed(id).forEach(row -> say(row.target()));
    }
    sayMatches(database, id);
    return ExitCode.DONE;
  }

  private void decide(
      RequestHistory history, Matches matches, @Nullable List<String> targets, boolean confirmed) {
    for (String target : targets == null ? List.<String>of() : targets) {
      matches.decide(id, target, confirmed);
      history.note(id, confirmed ? "match confirmed" : "match rejected", target);
    }
  }
}
