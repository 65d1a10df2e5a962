package fr.oubli.reply;

import fr.oubli.database.Database;
import fr.oubli.exit.ExitCode;
import fr.oubli.request.Request;
import fr.oubli.request.RequestRegister;
import fr.oubli.request.Right;
import fr.oubli.run.CommonOptions;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes a letter for a request as it stands, and notes when a recipient was told. */
@Command(
    name = "reply",
    description =
        "Writes the letter for a request: a doubt, an extension, a refusal, or what was done.",
    mixinStandardHelpOptions = true)
public final class ReplyCommand implements Callable<Integer> {

  @Mixin private AnswerOptions options = new AnswerOptions();
  @Mixin final CommonOptions common = new CommonOptions();

  @Option(
      names = "--notified",
      paramLabel = "RECIPIENT",
      description = "notes that this recipient was told (GDPR art. 19)")
  private @Nullable String notified;

  @Option(names = "--on", description = "when (default: today)")
  private @Nullable LocalDate on;

  @Override
  public Integer call() {
    try (Database database = options.session().open()) {
      RequestRegister register = options.session().register(database);
      Request request = register.get(options.request());
      if (notified != null) {
        LocalDate day = on == null ? options.session().today() : on;
        new NoticeRegister(database.dataSource()).sent(request.id(), notified, day);
        register.note(request.id(), "recipient told", notified + " on " + day);
        options.say(notified + " was told of request " + request.id() + " on " + day);
        return ExitCode.DONE.code();
      }
      options.sayWritten(
          options
              .answer(database, register)
              .write(request, new Outcomes(database.dataSource()).of(request.id())),
          whole(register, request));
      return ExitCode.DONE.code();
    }
  }

  /** An erasure is not, while something keeps rows for a time or was left. */
  private static boolean whole(RequestRegister register, Request request) {
    return register.history(request.id()).stream()
        .filter(
            event ->
                event.step().equals(Right.ERASURE.step())
                    || event.step().equals(RequestRegister.FINISHED))
        .reduce((earlier, later) -> later)
        .map(event -> event.step().equals(RequestRegister.FINISHED) || "done".equals(event.note()))
        .orElse(true);
  }
}
