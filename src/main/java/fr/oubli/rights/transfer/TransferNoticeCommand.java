package fr.oubli.rights.transfer;

import fr.oubli.model.datacontroller.ControllerFile;
import fr.oubli.model.session.Session;
import fr.oubli.platform.console.CommonOptions;
import fr.oubli.platform.console.JsonAnswer;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.platform.output.WholeFile;
import fr.oubli.rights.reply.Letterhead;
import fr.oubli.rights.transfer.TransferRegister.Announced;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells people before their data go to who takes the business over, and lists who was told. */
@Command(
    name = "transfer-notice",
    description = {
      "Tells everyone, once, before their data go to a buyer of the business: a list for e-mail, one"
          + " for post, and the letter. Said again, it tells whoever is new since.",
      "Exit 3: somebody has no address that the policy names, and was not told."
    },
    mixinStandardHelpOptions = true)
public final class TransferNoticeCommand implements Callable<Integer> {

  @Mixin private Session session = new Session();
  @Mixin final CommonOptions common = new CommonOptions();
  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--to", paramLabel = "NAME", description = "who takes the data over")
  private @Nullable String buyer;

  @Option(names = "--on", paramLabel = "DAY", description = "the day on which the data go")
  private @Nullable LocalDate onDay;

  @Option(names = "--as-of", description = "the day it is (default: today, policy's zone)")
  private @Nullable LocalDate asOf;

  @Option(names = "--replies", description = "folder of the letters (default: replies)")
  private @Nullable Path replies;

  @Option(
      names = "--controller",
      description = "who writes (default: OUBLI_CONTROLLER, else jobs/controller.yml)")
  private @Nullable Path controllerFile;

  @Override
  public Integer call() {
    if (buyer == null || buyer.isBlank() || onDay == null) {
      throw new Refusal(
          ExitCode.INVALID,
          "say to whom the data go and when: --to NAME --on DAY; or list, or show");
    }
    Promise.of(session.policy());
    Path folder = replies == null ? session.places().replies() : replies;
    WholeFile.refuseUnwritable(folder, "replies", "--replies");
    Letterhead head =
        new Letterhead(
            ControllerFile.read(session.controller(controllerFile), session.map()),
            session.map(),
            folder,
            asOf == null ? LocalDate.now(session.policy().zone()) : asOf);
    try (Database database = session.open(1)) {
      TransferNotice.Outcome outcome =
          new TransferNotice(
                  database.dataSource(),
                  session.policy(),
                  session.map(),
                  head,
                  session.places().home(),
                  session.operator())
              .tell(buyer.strip(), onDay);
      new TransferLines(session.policy()).of(outcome, folder).forEach(this::say);
      return (outcome.now().notReached() > 0 ? ExitCode.QUARANTINE : ExitCode.DONE).code();
    }
  }

  @Command(
      name = "list",
      description = "lists the transfers: when, who was told, who objected",
      mixinStandardHelpOptions = true)
  int list(@Mixin Session one, @Mixin JsonAnswer json) {
    try (Database database = one.open(1)) {
      TransferAnswers answers = new TransferAnswers(new JdbcTemplate(database.dataSource()));
      List<TransferAnswers.Summary> all = answers.all();
      if (json.asked()) {
        return json.tell(ExitCode.DONE, new TransferAnswers.Listed(all));
      }
      say(all.isEmpty() ? "no transfer was announced" : TransferLines.table(all));
      return ExitCode.DONE.code();
    }
  }

  @Command(
      name = "show",
      description = "one transfer: its notices, their files, and what went",
      mixinStandardHelpOptions = true)
  int show(
      @Mixin Session one,
      @Mixin JsonAnswer json,
      @Parameters(paramLabel = "N", description = "the transfer") long number) {
    try (Database database = one.open(1)) {
      JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
      Announced transfer = new TransferRegister(jdbc).get(number);
      TransferAnswers.Shown shown = new TransferAnswers(jdbc).one(transfer);
      if (json.asked()) {
        return json.tell(ExitCode.DONE, shown);
      }
      TransferLines.of(shown).forEach(this::say);
      return ExitCode.DONE.code();
    }
  }

  private void say(String text) {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println(text);
    out.flush();
  }
}
