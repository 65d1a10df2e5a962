package fr.oubli.rights.erasure;

import fr.oubli.platform.console.CommonOptions;
import fr.oubli.platform.console.Places;
import fr.oubli.platform.console.Prose;
import fr.oubli.platform.console.TextTable;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.registers.recording.StuckRemovals;
import fr.oubli.rights.erasure.SubjectErase.Erased;
import fr.oubli.rights.reply.Answer;
import fr.oubli.rights.reply.AnswerOptions;
import fr.oubli.rights.reply.CategoryOutcome;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.RequestRegister;
import fr.oubli.rights.request.RequestSession;
import fr.oubli.rights.request.Right;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Erases the person of a request, and writes what they and the recipients are told. */
@Command(
    name = "subject-erase",
    description = "Erases a person; what a duty keeps is said with its basis and its end.",
    mixinStandardHelpOptions = true)
public final class SubjectEraseCommand implements Callable<Integer> {

  @Mixin private AnswerOptions options = new AnswerOptions();
  @Mixin final CommonOptions common = new CommonOptions();

  @Option(names = "--recordings", description = "folder of the recordings (default: recordings)")
  private @Nullable Path recordings;

  @Option(names = "--reports", description = "folder of the seal's copy (default: reports)")
  private @Nullable Path reports;

  @Option(
      names = "--despite-open-requests",
      description = "although other requests of the person wait; keeps what they are to be given")
  private boolean despiteOpenRequests;

  @Override
  public Integer call() {
    RequestSession session = options.session();
    try (Database database = session.open()) {
      RequestRegister register = session.register(database);
      Request request = register.toCarryOut(options.request(), Right.ERASURE);
      Answer answer = options.answer(database);
      SubjectErase erase =
          new SubjectErase(
              database.dataSource(),
              session.policy(),
              session.map(),
              folders(session.session().places()),
              session.today(),
              session.session().operator());
      Erased erased = erase.erase(request.id(), despiteOpenRequests);
      register.history().note(request.id(), request.right().step(), erased.state().stored());
      List<Path> written = answer.write(request, erased.outcomes());
      tell(erased);
      StuckRemovals stuck = new StuckRemovals(new JdbcTemplate(database.dataSource()));
      stuck.lines().forEach(options::say);
      if (erased.state() == ErasureState.DONE) {
        register.identities().forget(request.id());
      }
      options.sayWritten(written, register);
      boolean done = erased.state() == ErasureState.DONE && !stuck.any();
      return (done ? ExitCode.DONE : ExitCode.QUARANTINE).code();
    }
  }

  private SubjectErase.Folders folders(Places places) {
    return new SubjectErase.Folders(
        recordings == null ? places.recordings() : recordings,
        reports == null ? places.reports() : reports,
        places.home());
  }

  private void tell(Erased erased) {
    TextTable table = new TextTable("collection", "outcome", "rows", "until", "basis");
    erased
        .outcomes()
        .forEach(
            outcome ->
                table.row(
                    outcome.collection(),
                    outcome.kind().name().toLowerCase(Locale.ROOT),
                    outcome.rows(),
                    outcome.until(),
                    outcome.basis()));
    options.say(table);
    erased
        .residues()
        .forEach(
            residue ->
                options.say(
                    residue.unread()
                        ? "to look at: " + residue.place() + " was not searched"
                        : "%s: %s of %s still %s an identifier of the person"
                            .formatted(
                                residue.warning() ? "to look at" : "residue",
                                Prose.count(residue.rows(), "row"),
                                residue.place(),
                                residue.rows() == 1 ? "holds" : "hold")));
    erased.remarks().forEach(options::say);
    List<String> unsearched =
        erased.outcomes().stream()
            .filter(outcome -> outcome.kind() == CategoryOutcome.Kind.UNSEARCHED)
            .map(CategoryOutcome::collection)
            .toList();
    if (!unsearched.isEmpty()) {
      options.say(
          "not searched, because nothing ties rows to the person: "
              + String.join(", ", unsearched)
              + "; say in the map what ties them, and erase again");
    }
    options.say("the erasure is " + erased.state().stored());
    if (erased.state() == ErasureState.HELD) {
      options.say("what is kept for a time goes at the first nightly purge after its release");
    }
  }
}
