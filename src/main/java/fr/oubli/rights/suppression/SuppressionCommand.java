package fr.oubli.rights.suppression;

import fr.oubli.decision.person.PlainSpelling;
import fr.oubli.model.session.Session;
import fr.oubli.platform.console.CommonOptions;
import fr.oubli.platform.console.JsonAnswer;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.suppression.SuppressionList.Suppression;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says which addresses are on the suppression list, before a mailing or an import uses them. */
@Command(
    name = "suppression",
    description = "Checks e-mails and telephones against the suppression list.",
    mixinStandardHelpOptions = true)
public final class SuppressionCommand {

  private static final String PHONE = "phone";

  @Mixin final CommonOptions common = new CommonOptions();
  @Spec private @Nullable CommandSpec spec;

  @Command(
      name = "check",
      description = {
        "prints the lines of FILE that are on the list: exit 3 when there are any.",
        "With --channel phone it says of each number whether it may be called to sell something,"
            + " by which consent and until when; exit 3 when one may not. At which hours and how"
            + " often is for the calling system to keep."
      },
      mixinStandardHelpOptions = true)
  int check(
      @Mixin Session session,
      @Mixin JsonAnswer json,
      @Parameters(paramLabel = "FILE", description = "one e-mail or telephone per line") Path file,
      @Option(names = "--channel", defaultValue = "all", description = "of the mailing")
          String channel,
      @Option(names = "--as-of", description = "the day of the calls (default: today)")
          @Nullable LocalDate asOf) {
    List<String> lines = lines(file);
    // Every line is read before the first is answered, and before there is a key.
    for (int i = 0; i < lines.size(); i++) {
      if (!PlainSpelling.of(lines.get(i)).isEmpty()) {
        identity(file, i + 1, lines.get(i));
      }
    }
    if (channel.equals(PHONE)) {
      return calls(session, json, file, lines, asOf);
    }
    try (Database database = session.open(1)) {
      SuppressionList list =
          new SuppressionList(
              database.dataSource(), SuppressionKey.in(session.places().home()), session.policy());
      List<String> found = new ArrayList<>();
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i);
        if (!PlainSpelling.of(line).isEmpty()
            && bears(list.of(identity(file, i + 1, line), line), channel)) {
          found.add(line.strip());
        }
      }
      ExitCode code = found.isEmpty() ? ExitCode.DONE : ExitCode.QUARANTINE;
      if (json.asked()) {
        return json.tell(code, new Listed(channel, found));
      }
      found.forEach(this::say);
      return code.code();
    }
  }

  /**
   * The answer to a program.
   *
   * @param listed the lines of the file that are on the list
   */
  private record Listed(String channel, List<String> listed) {}

  private int calls(
      Session session, JsonAnswer json, Path file, List<String> lines, @Nullable LocalDate asOf) {
    List<Identity> numbers = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (!PlainSpelling.of(lines.get(i)).isEmpty()) {
        numbers.add(number(file, i + 1, lines.get(i)));
      }
    }
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

  private static Identity number(Path file, int line, String text) {
    Identity number = identity(file, line, text);
    if (!number.kind().equals(Identity.PHONE)) {
      throw new Refusal(
          ExitCode.INVALID, file + ":" + line + ": that is no telephone number; leave it out");
    }
    return number;
  }

  private static boolean bears(List<Suppression> entries, String channel) {
    return entries.stream()
        .anyMatch(
            entry ->
                entry.reason().equals("erasure")
                    || channel.equals("all")
                    || entry.channel().equals("all")
                    || entry.channel().equals(channel));
  }

  private static Identity identity(Path file, int number, String line) {
    try {
      return PlainSpelling.of(line).contains("@") ? Identity.email(line) : Identity.phone(line);
    } catch (Refusal e) {
      throw new Refusal(ExitCode.INVALID, file + ":" + number + ": " + e.lines().get(0));
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new Refusal(ExitCode.INVALID, file + " cannot be read as UTF-8 text");
    }
  }

  private void say(String text) {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println(text);
    out.flush();
  }
}
