package fr.oubli.rights.reply;

import fr.oubli.model.datacontroller.Controller;
import fr.oubli.model.datacontroller.ControllerFile;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.platform.output.WholeFile;
import fr.oubli.rights.request.RequestRegister;
import fr.oubli.rights.request.RequestSession;
import fr.oubli.rights.request.SubjectIdentities;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.gate.Gates;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of every command that carries out a request, and the answer that it writes. */
public final class AnswerOptions {

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Mixin private RequestSession session = new RequestSession();

  @Option(names = "--request", paramLabel = "N", description = "the request to carry out")
  private @Nullable Long request;

  @Option(names = "--replies", description = "folder of the letters (default: replies)")
  private @Nullable Path replies;

  @Option(
      names = "--controller",
      description = "who answers (default: OUBLI_CONTROLLER, else jobs/controller.yml)")
  private @Nullable Path controllerFile;

  public RequestSession session() {
    return session;
  }

  /**
   * @throws Refusal when the option is missing
   */
  public long request() {
    if (request == null) {
      throw new Refusal(ExitCode.INVALID, "say which request, with --request N");
    }
    return request;
  }

  public void say(Object line) {
    PrintWriter out = Objects.requireNonNull(command).commandLine().getOut();
    out.println(line);
    out.flush();
  }

  /** Says which files were written, and what to do next by the table of steps. */
  public void sayWritten(List<Path> written, RequestRegister register) {
    written.forEach(file -> say("wrote " + file));
    say(register.progress(request()).now());
  }

  /**
   * @throws Refusal when no letter could be written at the end
   */
  public Answer answer(Database database) {
    Path folder = replies == null ? session.session().places().replies() : replies;
    WholeFile.refuseUnwritable(folder, "replies", "--replies");
    Controller controller =
        ControllerFile.read(session.session().controller(controllerFile), session.map());
    Catalog catalog = Gates.fitting(database.dataSource(), session.map(), session.policy());
    return new Answer(
        database.dataSource(),
        new Letterhead(
            controller,
            session.map(),
            folder,
            session.today(),
            session.policy().limits().requests()),
        session.register(database).history(),
        new SubjectIdentities(
            new JdbcTemplate(database.dataSource()),
            session.map(),
            catalog,
            session.policy().subject()));
  }
}
