package fr.oubli.reports;

import fr.oubli.model.policy.Policy;
import fr.oubli.model.session.Session;
import fr.oubli.platform.console.CommonOptions;
import fr.oubli.platform.console.JsonAnswer;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.output.Typography;
import fr.oubli.reports.CalendarEvent.Status;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
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

/** Writes the days that somebody has to remember, for a calendar. */
@Command(
    name = "calendar",
    description =
        "Writes deadlines of requests and reviews of holds for a calendar to import or subscribe to.",
    mixinStandardHelpOptions = true)
public final class CalendarCommand implements Callable<Integer> {

  /** Not in a day's folder: who subscribes to it always finds it at one place. */
  private static final String FILE = "echeances.ics";

  @Mixin private Session session = new Session();
  @Mixin final CommonOptions common = new CommonOptions();
  @Mixin final JsonAnswer json = new JsonAnswer();
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "where to write, over what is there (default: echeances.ics of the reports)")
  private @Nullable Path output;

  @Override
  public Integer call() {
    Policy policy = session.policy();
    Clock clock = Clock.systemUTC();
    LocalDate today = LocalDate.ofInstant(clock.instant(), policy.zone());
    Path file = output == null ? session.places().reports().resolve(FILE) : output;
    try (Database database = session.open(1)) {
      List<CalendarEvent> events = new DeadlineCalendar(database.dataSource(), today).events();
      String name = Typography.text("Oubli : échéances, " + policy.name());
      Path written = CalendarFile.write(file, name, events, clock.instant());
      long over = events.stream().filter(event -> event.status() == Status.CANCELLED).count();
      if (json.asked()) {
        return json.tell(
            ExitCode.DONE, new Answer(today, events.size(), over, List.of(written.toString())));
      }
      PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
      out.printf("%d days to remember, %d that are over%n", events.size() - over, over);
      out.println("wrote " + written);
      out.flush();
      return ExitCode.DONE.code();
    }
  }

  /** The answer to a program. */
  private record Answer(LocalDate day, long events, long cancelled, List<String> written) {}
}
