package fr.oubli.rights.request.command;

import fr.oubli.platform.database.Database;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.LetterWords;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.RequestRegister;
import fr.oubli.rights.request.RequestRegister.Letter;
import fr.oubli.rights.request.Right;
import fr.oubli.rights.request.SubjectSearch;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Registers a letter, and looks for the rows of whoever wrote it. */
@Command(
    name = "open",
    description = "registers a request and looks for the person's rows",
    mixinStandardHelpOptions = true)
final class OpenCommand extends RequestSubcommand {

  @Parameters(
      index = "0",
      paramLabel = "RIGHT",
      description = "access, portability, erasure, rectification, objection, restriction")
  private @Nullable Right right;

  @Option(names = "--received-on", required = true, description = "the day it came in")
  private @Nullable LocalDate receivedOn;

  @Option(
      names = "--channel",
      description =
          "how it came: post, email, site, phone, counter (default: email where --email says"
              + " who asks, else post)")
  private @Nullable String named;

  @Option(
      names = "--quality",
      defaultValue = "person",
      description = "person, heir, parent, mandate")
  private String quality = "person";

  @Option(
      names = "--scope",
      defaultValue = "all",
      description = "for an objection: a channel, or all")
  private String scope = "all";

  @Mixin private IdentityOptions given = new IdentityOptions();

  @Override
  public Integer call() {
    List<Identity> identities = given.all(session.map());
    if (identities.isEmpty()) {
      throw new Refusal(
          ExitCode.INVALID,
          "say who asks: --email, --phone, --name or --field COLLECTION.FIELD=VALUE");
    }
    Letter letter = letter(identities);
    return inDatabase(database -> open(database, letter, identities));
  }

  private Letter letter(List<Identity> identities) {
    return new Letter(
        Objects.requireNonNull(right),
        LetterWords.channel("--channel", named, identities),
        LetterWords.quality("--quality", quality),
        LetterWords.received(Objects.requireNonNull(receivedOn), session.today()),
        scope);
  }

  private ExitCode open(Database database, Letter letter, List<Identity> identities) {
    // Made before the request is registered: it refuses a map that does not fit the database.
    SubjectSearch search = search(database);
    RequestRegister register = session.register(database);
    Request request = register.open(letter, identities);
    say(
        "request %d, which came by %s, is registered; answer by %s"
            .formatted(request.id(), letter.channel(), request.deadline()));
    look(database, search, request.id());
    sayMatches(database, request.id());
    sayNow(register, request.id());
    return ExitCode.DONE;
  }
}
