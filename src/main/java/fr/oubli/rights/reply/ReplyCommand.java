package fr.oubli.rights.reply;

import fr.oubli.platform.console.CommonOptions;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.RequestHistory;
import fr.oubli.rights.request.RequestRegister;
import fr.oubli.rights.request.Step;
import java.time.LocalDate;
import java.util.List;
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
        noteSent(database, register.history(), request.id(), notified);
      } else {
        List<CategoryOutcome> outcomes =
            new OutcomeRegister(database.dataSource()).of(request.id());
        register.progress(request.id()).refuseUnless(Step.REPLY);
        options.sayWritten(options.answer(database).write(request, outcomes), register);
      }
      return ExitCode.DONE.code();
    }
  }

  private void noteSent(Database database, RequestHistory history, long request, String recipient) {
    LocalDate day = options.session().dayOr(on);
    new NoticeRegister(database.dataSource()).sent(request, recipient, day);
    history.note(request, "recipient told", recipient + " on " + day);
    options.say(recipient + " was told of request " + request + " on " + day);
  }
}
