package fr.oubli.rights.request.command;

import fr.oubli.platform.database.Database;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.rights.request.RequestLinks.Link;
import fr.oubli.rights.request.intake.LetterImport;
import fr.oubli.rights.request.intake.LetterImport.Imported;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Registers the letters of a file, all of them or none. */
@Command(
    name = "import",
    description = {
      "registers the letters of a CSV, all of them or none",
      "",
      "The first line names the columns: right and received-on, and as they are needed channel,"
          + " quality, scope, email, phone, name, field (COLLECTION.FIELD=VALUE) and note. What says"
          + " who asks may stand several times. A letter that is in the register already is refused"
          + " with its number; another one of the same person and right is linked to the earlier."
    },
    mixinStandardHelpOptions = true)
final class ImportCommand extends RequestSubcommand {

  /** Of more links than these only the number is told. */
  private static final int LISTED = 20;

  @Parameters(index = "0", paramLabel = "FILE", description = "a CSV in UTF-8, with ; or ,")
  private @Nullable Path file;

  @Override
  public Integer call() {
    return inDatabase(this::letters);
  }

  private ExitCode letters(Database database) {
    // Made before anything is registered: it refuses a map that does not fit the database.
    search(database);
    Imported imported =
        new LetterImport(
                database.dataSource(),
                session.deadlines(),
                session.register(database).links(),
                session.session().operator())
            .read(Objects.requireNonNull(file), session.map(), session.today(), person(database));
    List<Long> requests = new ArrayList<>(imported.requests().keySet());
    say(
        "%d letters are registered, in the order of the file, as requests %d to %d; the first is to be answered by %s"
            .formatted(
                requests.size(),
                requests.get(0),
                requests.get(requests.size() - 1),
                imported.firstDeadline()));
    imported.links().stream().limit(LISTED).map(link -> line(link, imported)).forEach(this::say);
    if (imported.links().size() > LISTED) {
      say("and %d more are linked".formatted(imported.links().size() - LISTED));
    }
    say("now: make sure who asks, one by one: jobs/request list");
    return ExitCode.DONE;
  }

  private String line(Link link, Imported imported) {
    return file + ":" + imported.requests().get(link.later()) + ": " + link.line();
  }
}
