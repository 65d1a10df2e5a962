package fr.oubli.rights.objection;

import fr.oubli.platform.console.CommonOptions;
import fr.oubli.platform.console.Places;
import fr.oubli.platform.console.Prose;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.rights.reply.Answer;
import fr.oubli.rights.reply.AnswerOptions;
import fr.oubli.rights.reply.CategoryOutcome;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.RequestRegister;
import fr.oubli.rights.request.RequestSession;
import fr.oubli.rights.request.Right;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Carries out an objection to marketing or to the transfer of one's data, and writes what the
 * person is told.
 */
@Command(
    name = "subject-object",
    description =
        "Stops marketing for a person, in the request's channel or in all; or, where the request's scope"
            + " is transfer, keeps their data from whoever takes the business over.",
    mixinStandardHelpOptions = true)
public final class SubjectObjectCommand implements Callable<Integer> {

  @Mixin private AnswerOptions options = new AnswerOptions();
  @Mixin final CommonOptions common = new CommonOptions();

  @Option(names = "--reports", description = "folder of the seal's copy (default: reports)")
  private @Nullable Path reports;

  @Override
  public Integer call() {
    RequestSession session = options.session();
    Places places = session.session().places();
    try (Database database = session.open()) {
      RequestRegister register = session.register(database);
      Request request = register.toCarryOut(options.request(), Right.OBJECTION);
      Answer answer = options.answer(database);
      List<CategoryOutcome> outcomes =
          new SubjectObject(
                  database.dataSource(),
                  session.policy(),
                  session.map(),
                  places.home(),
                  session.today())
              .object(
                  request,
                  reports == null ? places.reports() : reports,
                  session.session().operator());
      register.history().note(request.id(), request.right().step(), request.scope());
      outcomes.forEach(
          outcome ->
              options.say(
                  "%s: %s %s"
                      .formatted(
                          outcome.collection(),
                          Prose.count(outcome.rows(), "row"),
                          outcome.kind() == CategoryOutcome.Kind.WITHDRAWN
                              ? "withdrawn"
                              : "deleted")));
      options.say("the person is on the suppression list for: " + request.scope());
      options.sayWritten(answer.write(request, outcomes), register);
      return ExitCode.DONE.code();
    }
  }
}
