package fr.oubli.rights.inactivity;

import fr.oubli.model.session.Session;
import fr.oubli.platform.console.CommonOptions;
import fr.oubli.platform.console.JsonAnswer;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.platform.output.WholeFile;
import fr.oubli.rights.inactivity.InactivityNotice.Found;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists whoever is to be asked whether they stay, once for each start of their clock. */
@Command(
    name = "inactivity-notice",
    description = {
      "Lists the people to ask before their inactivity ends what is known of them, by the rules that"
          + " say announced.",
      "Each is listed once, until their clock starts again. Nobody is listed who objected to"
          + " e-mails, was erased, or whose data are held or restricted. The night waits for no"
          + " answer."
    },
    mixinStandardHelpOptions = true)
public final class InactivityNoticeCommand implements Callable<Integer> {

  private static final int MOST_DAYS = 366;

  @Mixin private Session session = new Session();
  @Mixin final CommonOptions common = new CommonOptions();
  @Mixin final JsonAnswer json = new JsonAnswer();
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--output",
      required = true,
      description = "the file for the mailing tool; never written over")
  private @Nullable Path output;

  @Option(
      names = "--days",
      description = "how far to look ahead (default: what announced says of each rule)")
  private @Nullable Integer days;

  @Option(names = "--as-of", description = "the day on which they are asked (default: today)")
  private @Nullable LocalDate asOf;

  @Override
  public Integer call() {
    Path file = Objects.requireNonNull(output);
    if (days != null && (days < 1 || days > MOST_DAYS)) {
      throw new Refusal(
          ExitCode.INVALID, "--days " + days + ": name 1 day to " + MOST_DAYS + " days");
    }
    WholeFile.refuseTaken(file);
    WholeFile.refuseUnwritableFile(file, "the list's", "--output");
    LocalDate today = asOf == null ? LocalDate.now(session.policy().zone()) : asOf;
    try (Database database = session.open(1)) {
      Found found =
          new InactivityNotice(
                  database.dataSource(),
                  session.policy(),
                  session.map(),
                  session.places().home(),
                  session::labelled)
              .ask(today, days, file);
      if (json.asked()) {
        return json.tell(ExitCode.DONE, Asked.of(found, file));
      }
      tell(found, file);
      return ExitCode.DONE.code();
    }
  }

  /**
   * The answer to a program, in numbers.
   *
   * @param file null where nobody is to be asked, and none is written
   * @param firstDue the first day on which somebody's data are due; null where nobody is asked
   * @param before asked since their clock started
   */
  private record Asked(
      @Nullable String file,
      int asked,
      @Nullable LocalDate firstDue,
      @Nullable LocalDate lastDue,
      long before,
      long objected,
      long unreachable) {

    static Asked of(Found found, Path file) {
      List<LocalDate> days = found.asked().stream().map(Person::dueOn).sorted().toList();
      boolean nobody = days.isEmpty();
      return new Asked(
          nobody ? null : file.toString(),
          days.size(),
          nobody ? null : days.get(0),
          nobody ? null : days.get(days.size() - 1),
          found.before(),
          found.objected(),
          found.unreachable());
    }
  }

  private void tell(Found found, Path file) {
    int asked = found.asked().size();
    say(
        asked == 0
            ? "nobody is to be asked"
            : "%s to ask, due from %s to %s: %s"
                .formatted(
                    asked == 1 ? "1 person" : asked + " people",
                    found.asked().get(0).dueOn(),
                    found.asked().stream()
                        .map(Person::dueOn)
                        .max(LocalDate::compareTo)
                        .orElseThrow(),
                    file));
    also("asked before, since their clock started", found.before());
    also("not asked, since they want no e-mails or were erased", found.objected());
    also("not asked, since no e-mail address is known of them", found.unreachable());
  }

  private void also(String what, long people) {
    if (people > 0) {
      say(what + ": " + people);
    }
  }

  private void say(String text) {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println(text);
    out.flush();
  }
}
