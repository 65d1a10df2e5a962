package fr.oubli.objection;

import fr.oubli.database.Database;
import fr.oubli.exit.ExitCode;
import fr.oubli.reply.Answer;
import fr.oubli.reply.AnswerOptions;
import fr.oubli.reply.Outcome;
import fr.oubli.request.Request;
import fr.oubli.request.RequestRegister;
import fr.oubli.request.RequestSession;
import fr.oubli.request.Right;
import fr.oubli.run.CommonOptions;
import fr.oubli.run.Places;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Carries out an objection to marketing. */
@Command(
    name = "subject-object",
    description = "Stops marketing for a person, in the request's channel or in all.",
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
      Answer answer = options.answer(database, register);
      List<Outcome> outcomes =
          new SubjectObject(
                  database.dataSource(),
                  session.policy(),
                  session.map(),
                  register,
                  places.home(),
                  session.today())
              .object(
                  request,
                  reports == null ? places.reports() : reports,
                  session.session().operator());
      register.note(request.id(), request.right().step(), request.scope());
      outcomes.forEach(
          outcome ->
              options.say(
                  "%s: %d rows %s"
                      .formatted(
                          outcome.collection(),
                          outcome.rows(),
                          outcome.kind() == Outcome.Kind.WITHDRAWN ? "withdrawn" : "deleted")));
      options.say("the person is on the suppression list for: " + request.scope());
      options.sayWritten(answer.write(request, outcomes));
      return ExitCode.DONE.code();
    }
  }
}
