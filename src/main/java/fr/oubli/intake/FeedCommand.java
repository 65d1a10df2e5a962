package fr.oubli.intake;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.feed.FeedMapping;
import fr.oubli.model.feed.FeedMappingFile;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.session.KeptAway;
import fr.oubli.model.session.Session;
import fr.oubli.platform.console.CommonOptions;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.platform.output.WholeFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings in what the site, the application or the telephone sent. */
@Command(
    name = "feed",
    description = {
      "Brings in a file of the site, the application or the telephone.",
      "Nobody who was erased comes back by it, and no objection is lost."
    },
    mixinStandardHelpOptions = true)
public final class FeedCommand implements Callable<Integer> {

  private static final Pattern PERCENTAGE = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,4})?)\\s*%");
  private static final double HUNDRED = 100;
  private static final int WORKERS = 4;

  @Mixin private Session session = new Session();
  @Mixin final CommonOptions common = new CommonOptions();
  @Spec private @Nullable CommandSpec spec;

  private final KeptAway keptAway;

  @Parameters(paramLabel = "FILE", description = "a CSV; its columns tell what it is about")
  private Path file = Path.of("");

  @Option(
      names = "--as",
      paramLabel = "CHANNEL",
      required = true,
      description = "who sent it: a mapping of that name in jobs/feeds, such as site")
  private String channel = "";

  @Option(
      names = "--mappings",
      paramLabel = "FOLDER",
      description = "folder of the mappings (default: jobs/feeds)")
  private @Nullable Path mappings;

  @Option(
      names = "--lines",
      paramLabel = "N",
      description = "how many lines the file has behind the first; another number is refused")
  private @Nullable Long lines;

  @Option(
      names = "--most-bad",
      paramLabel = "SHARE",
      defaultValue = "10%",
      description = "with a larger share of bad lines nothing comes in (default: 10%%)")
  private String mostBad = "";

  @Option(
      names = "--rejected",
      paramLabel = "FOLDER",
      description = "folder of the files of bad lines (default: rejected)")
  private @Nullable Path rejected;

  @Option(names = "--as-of", description = "the day it is (default: today, policy's zone)")
  private @Nullable LocalDate asOf;

  /**
   * @param keptAway who must not come back
   */
  public FeedCommand(KeptAway keptAway) {
    this.keptAway = keptAway;
  }

  @Override
  public Integer call() {
    double most = share();
    Policy policy = session.policy();
    DataMap map = session.map();
    FeedMapping mapping = FeedMappingFile.read(mapping());
    Path folder = rejected == null ? session.places().rejected() : rejected;
    WholeFile.refuseUnwritable(folder, "bad lines", "--rejected");
    try (Database database = session.open(WORKERS)) {
      Feed.Done done =
          new Feed(
                  database.dataSource(),
                  policy,
                  map,
                  keptAway,
                  new Feed.Folders(session.places().home(), folder),
                  asOf == null ? LocalDate.now(policy.zone()) : asOf,
                  session.operator())
              .bringIn(file, mapping, lines, most);
      done.lines().forEach(this::say);
      return done.code().code();
    }
  }

  private double share() {
    Matcher share = PERCENTAGE.matcher(mostBad);
    double read = share.matches() ? Double.parseDouble(share.group(1)) / HUNDRED : -1;
    if (read < 0 || read > 1) {
      throw new Refusal(
          ExitCode.INVALID, "--most-bad is no percentage; write from 0% to 100%, such as 10%");
    }
    return read;
  }

  private Path mapping() {
    Path folder = mappings == null ? session.places().feeds() : mappings;
    Path named = folder.resolve(channel + ".yml");
    if (channel.matches("[A-Za-z0-9_-]+") && Files.isRegularFile(named)) {
      return named;
    }
    throw new Refusal(
        ExitCode.INVALID,
        "there is no mapping '" + channel + "'; those in " + folder + " are " + known(folder));
  }

  private static String known(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      List<String> names =
          files
              .map(file -> String.valueOf(file.getFileName()))
              .filter(name -> name.endsWith(".yml"))
              .map(name -> name.substring(0, name.length() - ".yml".length()))
              .sorted()
              .toList();
      return names.isEmpty() ? "none" : String.join(", ", names);
    } catch (IOException e) {
      return "none, since it cannot be read";
    }
  }

  private void say(String text) {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println(text);
    out.flush();
  }
}
