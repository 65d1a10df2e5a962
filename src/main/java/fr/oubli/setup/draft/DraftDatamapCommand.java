package fr.oubli.setup.draft;

import fr.oubli.model.session.FirstRun;
import fr.oubli.model.session.Session;
import fr.oubli.platform.console.CommonOptions;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.platform.output.WholeFile;
import fr.oubli.setup.clues.TableFacts;
import fr.oubli.setup.ties.ValueProbe;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the first data map of a database. */
@Command(
    name = "draft-datamap",
    description =
        "Proposes a data map from what a database holds; creates and changes nothing there.",
    mixinStandardHelpOptions = true)
public final class DraftDatamapCommand implements Callable<Integer> {

  @Mixin private Session session = new Session();
  @Mixin final CommonOptions common = new CommonOptions();
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--database",
      paramLabel = "URL",
      description = "as OUBLI_DATABASE_URL, which it replaces; never with a password")
  private @Nullable String url;

  @Option(
      names = "--schema",
      paramLabel = "NAME",
      description = "a schema to map; repeat for more (default: all but PostgreSQL's and oubli)")
  private List<String> schemas = new ArrayList<>();

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "where to write; an existing file is not replaced (default: standard output)")
  private @Nullable Path output;

  @Option(
      names = "--policy-skeleton",
      paramLabel = "FILE",
      description = "also write a policy to begin with, whose periods are left to you")
  private @Nullable Path policy;

  @Option(
      names = "--controller-skeleton",
      paramLabel = "FILE",
      description = "also write a controller file to begin with, whose answers are left to you")
  private @Nullable Path controller;

  @ArgGroup private SampleOptions sample = new SampleOptions();

  /** How many rows of each table are read, or none. */
  static final class SampleOptions {

    @Option(
        names = "--sample",
        paramLabel = "ROWS",
        description = "rows to look at in each table (default: ${DEFAULT-VALUE})",
        defaultValue = "1000")
    private int rows = 1000;

    @Option(names = "--no-sample", description = "look at names, comments and keys alone")
    private boolean none;
  }

  private final FirstRun firstRun;

  public DraftDatamapCommand(FirstRun firstRun) {
    this.firstRun = firstRun;
  }

  @Override
  public Integer call() {
    refuseMisuse();
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    CommandSpec command = Objects.requireNonNull(spec);
    PrintWriter err = command.commandLine().getErr();
    try (Database database = session.look(url, firstRun, today)) {
      Surveyor surveyor = new Surveyor(database.dataSource());
      Sampler sampler = new Sampler(database.dataSource(), sample.rows, today);
      UnaryOperator<TableFacts> look = sample.none ? UnaryOperator.identity() : sampler::look;
      ValueProbe probe =
          sample.none ? ValueProbe.none() : ValueProbe.of(database.dataSource(), sample.rows);
      Draft draft = surveyor.draft(surveyor.schemas(schemas), look, probe);
      String text = MapText.of(draft);
      if (output == null) {
        PrintWriter out = command.commandLine().getOut();
        out.print(text);
        out.flush();
      } else {
        WholeFile.write(output, text);
      }
      if (policy != null) {
        WholeFile.write(policy, PolicyText.of(draft));
      }
      if (controller != null) {
        WholeFile.write(controller, ControllerText.of(draft));
      }
      DraftSummary.lines(draft, text, sampler.unread()).forEach(err::println);
      err.println(DraftSummary.next(output, policy, controller));
      err.flush();
      return ExitCode.DONE.code();
    }
  }

  private void refuseMisuse() {
    if (url != null && url.isBlank()) {
      throw new Refusal(ExitCode.INVALID, "--database is empty; name a server or leave it out");
    }
    if (sample.rows < 1) {
      throw new Refusal(ExitCode.INVALID, "--sample takes at least 1 row; or use --no-sample");
    }
    refuseExisting(output);
    refuseExisting(policy);
    refuseExisting(controller);
  }

  private static void refuseExisting(@Nullable Path file) {
    if (file != null && Files.exists(file)) {
      throw new Refusal(
          ExitCode.INVALID,
          file + " exists, and a person may have worked on it; name another file");
    }
  }
}
