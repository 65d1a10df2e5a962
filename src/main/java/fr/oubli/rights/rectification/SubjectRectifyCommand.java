package fr.oubli.rights.rectification;

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
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Carries out a request of rectification, and writes what the person and recipients are told. */
@Command(
    name = "subject-rectify",
    description =
        "Corrects a person's rows with the values of a CSV; issued documents are refused.",
    mixinStandardHelpOptions = true)
public final class SubjectRectifyCommand implements Callable<Integer> {

  @Mixin private AnswerOptions options = new AnswerOptions();
  @Mixin final CommonOptions common = new CommonOptions();

  @Option(
      names = "--values",
      paramLabel = "FILE",
      required = true,
      description = "CSV with the columns collection, key, field, value")
  private @Nullable Path values;

  @Option(names = "--reports", description = "folder of the seal's copy (default: reports)")
  private @Nullable Path reports;

  @Override
  public Integer call() {
    RequestSession session = options.session();
    Places places = session.session().places();
    try (Database database = session.open()) {
      RequestRegister register = session.register(database);
      Request request = register.toCarryOut(options.request(), Right.RECTIFICATION);
      Answer answer = options.answer(database);
      List<CategoryOutcome> outcomes =
          new SubjectRectify(
                  database.dataSource(), session.policy(), session.map(), session.today())
              .rectify(
                  request,
                  Objects.requireNonNull(values),
                  places.home(),
                  reports == null ? places.reports() : reports,
                  session.session().operator());
      register
          .history()
          .note(request.id(), request.right().step(), outcomes.size() + " collections");
      outcomes.forEach(
          outcome ->
              options.say(
                  "%s: %s corrected"
                      .formatted(outcome.collection(), Prose.count(outcome.rows(), "row"))));
      options.sayWritten(answer.write(request, outcomes), register);
      return ExitCode.DONE.code();
    }
  }
}
