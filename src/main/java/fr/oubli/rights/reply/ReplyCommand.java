package fr.oubli.rights.reply;

import fr.oubli.platform.console.CommonOptions;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.RequestRegister;
import fr.oubli.rights.request.Right;
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
              .write(request, new CategoryOutcomes(database.dataSource()).of(request.id())),
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
