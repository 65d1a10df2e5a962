package fr.oubli.rights.transfer;

import fr.oubli.model.session.Session;
import fr.oubli.platform.console.CommonOptions;
import fr.oubli.platform.console.JsonAnswer;
import fr.oubli.platform.console.TextTable;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.rights.transfer.TransferExport.Written;
import fr.oubli.rights.transfer.TransferRegister.Count;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the rows that go to who takes the business over, once people were told long enough. */
@Command(
    name = "transfer-export",
    description = {
      "Writes the rows that go, a CSV for each collection, once everybody was told for as long as the"
          + " policy promises. Who objected, was erased or never told, and what is restricted, stays.",
      "Exit 4: they may not go yet."
    },
    mixinStandardHelpOptions = true)
public final class TransferExportCommand implements Callable<Integer> {

  private static final List<String> OUTCOMES =
      List.of(LeftOut.GOES, "objected", "restricted", "erased", "not told", "nobody's");

  @Mixin private Session session = new Session();
  @Mixin final CommonOptions common = new CommonOptions();
  @Mixin final JsonAnswer json = new JsonAnswer();
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "N", description = "the transfer, as its notice says it")
  private long number;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      required = true,
      description = "a folder that is not there yet")
  private @Nullable Path out;

  @Option(names = "--as-of", description = "the day it is (default: today, policy's zone)")
  private @Nullable LocalDate asOf;

  @Override
  public Integer call() {
    LocalDate today = asOf == null ? LocalDate.now(session.policy().zone()) : asOf;
    try (Database database = session.open(1)) {
      Written written =
          new TransferExport(
                  database.dataSource(),
                  session.policy(),
                  session.map(),
                  session.places().home(),
                  today,
                  session.operator())
              .write(number, Objects.requireNonNull(out));
      if (json.asked()) {
        return json.tell(
            ExitCode.DONE, new Exported(number, written.folder().toString(), written.counts()));
      }
      say(table(written.counts()));
      say("wrote " + written.folder());
      return ExitCode.DONE.code();
    }
  }

  /** The answer to a program. */
  private record Exported(long transfer, String folder, List<Count> counts) {}

  private static String table(List<Count> counts) {
    Map<String, Map<String, Long>> rows = new LinkedHashMap<>();
    counts.forEach(
        count ->
            rows.computeIfAbsent(count.collection(), any -> new LinkedHashMap<>())
                .put(count.outcome(), count.rows()));
    TextTable table =
        new TextTable(
            "collection",
            "rows that go",
            "objected",
            "restricted",
            "erased",
            "not told",
            "nobody's");
    rows.forEach(
        (collection, found) -> {
          Object[] cells = new Object[OUTCOMES.size() + 1];
          cells[0] = collection;
          for (int i = 0; i < OUTCOMES.size(); i++) {
            cells[i + 1] = found.getOrDefault(OUTCOMES.get(i), 0L);
          }
          table.row(cells);
        });
    return table.toString();
  }

  private void say(String text) {
    PrintWriter writer = Objects.requireNonNull(spec).commandLine().getOut();
    writer.println(text);
    writer.flush();
  }
}
