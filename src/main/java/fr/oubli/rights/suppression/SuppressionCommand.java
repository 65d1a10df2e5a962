package fr.oubli.rights.suppression;

import fr.oubli.model.session.Session;
import fr.oubli.platform.console.CommonOptions;
import fr.oubli.platform.console.JsonAnswer;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.platform.output.WholeFile;
import fr.oubli.rights.request.Identity;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Says which addresses are on the suppression list, before a mailing or an import uses them, and
 * exchanges the list with processors.
 */
@Command(
    name = "suppression",
    description =
        "Checks e-mails and telephones against the suppression list, and exchanges it with processors.",
    mixinStandardHelpOptions = true)
public final class SuppressionCommand {

  private static final String PHONE = "phone";

  @Mixin final CommonOptions common = new CommonOptions();
  @Spec private @Nullable CommandSpec spec;

  @Command(
      name = "check",
      description = {
        "prints the lines of FILE, or the values of a column, that are on the list: exit 3 when"
            + " there are any.",
        "With --channel phone it says of each number whether it may be called to sell something,"
            + " by which consent and until when; exit 3 when one may not. At which hours and how"
            + " often is for the calling system to keep."
      },
      mixinStandardHelpOptions = true)
  int check(
      @Mixin Session session,
      @Mixin JsonAnswer json,
      @Mixin Source source,
      @Option(names = "--channel", defaultValue = "all", description = "of the mailing")
          String channel,
      @Option(names = "--as-of", description = "the day of the calls (default: today)")
          @Nullable LocalDate asOf) {
    // Every line is read before the first is answered, and before there is a key.
    ListCheck asked = source.read(session, channel.equals(PHONE));
    if (asked.unread() > 0) {
      warn(
          asked.unread()
              + (channel.equals(PHONE)
                  ? " values are no telephone number"
                  : " values are neither an e-mail address nor a telephone number"));
    }
    if (channel.equals(PHONE)) {
      return calls(session, json, asked.identities(), asOf);
    }
    try (Database database = session.open(1)) {
      SuppressionList list =
          SuppressionList.in(database.dataSource(), session.places().home(), session.policy());
      List<String> found = asked.listed(list, channel);
      ExitCode code = found.isEmpty() ? ExitCode.DONE : ExitCode.QUARANTINE;
      if (json.asked()) {
        return json.tell(code, new Listed(channel, found));
      }
      found.forEach(this::say);
      return code.code();
    }
  }

  /** Where the addresses stand that are looked for. */
  static final class Source {

    @Parameters(
        arity = "0..1",
        paramLabel = "FILE",
        description = "one e-mail or telephone per line")
    private @Nullable Path file;

    @Option(
        names = "--table",
        paramLabel = "SCHEMA.TABLE.COLUMN",
        description = "instead of a file: a column of the database")
    private @Nullable String table;

    ListCheck read(Session session, boolean numbers) {
      Path named = file;
      String column = table;
      if (named != null && column == null) {
        return ListCheck.file(named, numbers);
      }
      if (named != null || column == null) {
        throw new Refusal(
            ExitCode.INVALID, "give a FILE with one address a line, or --table, and not both");
      }
      try (Database database = session.open(1)) {
        return ListCheck.values(new NamedColumn(database.dataSource(), column).values(), numbers);
      }
    }
  }

  /**
   * The answer to a program.
   *
   * @param listed the lines of the file that are on the list
   */
  private record Listed(String channel, List<String> listed) {}

  private int calls(
      Session session, JsonAnswer json, List<Identity> numbers, @Nullable LocalDate asOf) {
    LocalDate day = asOf == null ? LocalDate.now(session.policy().zone()) : asOf;
    List<CallAnswer> answers = new CallCheck(session, day).of(numbers);
    boolean all = answers.stream().allMatch(CallAnswer::mayBeCalled);
    ExitCode code = all ? ExitCode.DONE : ExitCode.QUARANTINE;
    if (json.asked()) {
      return json.tell(code, CallAnswers.of(day, numbers, answers));
    }
    for (int i = 0; i < numbers.size(); i++) {
      say(numbers.get(i).value() + ": " + answers.get(i).told());
    }
    return code.code();
  }

  @Command(
      name = "export",
      description = {
        "writes the list to FILE as a processor can test it: digests under a key of that processor.",
        "The key is made the first time, in a file that you hand over apart."
      },
      mixinStandardHelpOptions = true)
  int export(
      @Mixin Session session,
      @Mixin JsonAnswer json,
      @Parameters(paramLabel = "FILE", description = "the CSV to write; none is written over")
          Path file,
      @Option(names = "--for", required = true, paramLabel = "PROCESSOR", description = "a word")
          String processor) {
    WholeFile.refuseTaken(file);
    ProcessorKeys keys = ProcessorKeys.in(session.places().home());
    Path key = keys.file(processor);
    try (Database database = session.open(1)) {
      ListExchange exchange = new ListExchange(session, database.dataSource(), processor);
      ListExport.Told told = exchange.export(file);
      if (json.asked()) {
        return json.tell(
            ExitCode.DONE,
            new Exported(file.toString(), processor, key.toString(), told.written(), told.left()));
      }
      say(
          "%s: %s; the key is %s: hand it over apart from the list"
              .formatted(file, entries(told.written()), key));
      if (told.left() > 0) {
        boolean one = told.left() == 1;
        say(
            "%s not in it: made before that key was, of %s in the data no more"
                .formatted(
                    entries(told.left()) + (one ? " is" : " are"),
                    one ? "an address that is" : "addresses that are"));
      }
      return ExitCode.DONE.code();
    }
  }

  @Command(
      name = "import",
      description = {
        "enters the objections that a processor tells: a CSV with digests under its key, or one"
            + " address a line, of which only the digest is kept. All lines or none."
      },
      mixinStandardHelpOptions = true)
  int importList(
      @Mixin Session session,
      @Mixin JsonAnswer json,
      @Parameters(paramLabel = "FILE", description = "the processor's file") Path file,
      @Option(names = "--for", required = true, paramLabel = "PROCESSOR", description = "a word")
          String processor,
      @Option(
              names = "--channel",
              defaultValue = "all",
              description = "of lines that say none: email, phone, sms, post or all")
          String channel) {
    try (Database database = session.open(1)) {
      ListExchange exchange = new ListExchange(session, database.dataSource(), processor);
      ListExchange.Imported imported = exchange.importFrom(file, channel);
      if (json.asked()) {
        return json.tell(ExitCode.DONE, imported);
      }
      say(imported.line());
      return ExitCode.DONE.code();
    }
  }

  private static String entries(long number) {
    return number == 1 ? "1 entry" : number + " entries";
  }

  /**
   * The answer to a program.
   *
   * @param key where the processor's key is
   * @param left entries that cannot be told, as their addresses are nowhere any more
   */
  private record Exported(String file, String processor, String key, long entries, long left) {}

  private void say(String text) {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println(text);
    out.flush();
  }

  private void warn(String text) {
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    err.println(text);
    err.flush();
  }
}
