package fr.oubli.registers.recording;

import fr.oubli.model.session.Session;
import fr.oubli.platform.console.CommonOptions;
import fr.oubli.platform.console.JsonAnswer;
import fr.oubli.platform.console.TextTable;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.registers.recording.ObjectRegister.Confirmation;
import java.io.PrintWriter;
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

/**
 * Lists the objects at addresses whose rows are gone, and takes the word that they were removed.
 */
@Command(
    name = "object-removals",
    description = "Lists objects to remove elsewhere, and notes which were removed.",
    mixinStandardHelpOptions = true)
public final class ObjectRemovalsCommand {

  /** The terminal shows so many; the list has all. */
  private static final int SHOWN = 40;

  @Mixin final CommonOptions common = new CommonOptions();
  @Spec private @Nullable CommandSpec spec;

  @Command(
      name = "list",
      description = "lists those that wait, and writes them into a table with their addresses",
      mixinStandardHelpOptions = true)
  int list(
      @Mixin Session session,
      @Mixin JsonAnswer json,
      @Option(names = "--reports", description = "folder of the table (default: reports)")
          @Nullable Path reports) {
    try (Database database = session.open(1)) {
      ObjectRegister register = new ObjectRegister(database.dataSource(), session.policy().zone());
      LocalDate today = LocalDate.now(session.policy().zone());
      Path folder =
          (reports == null ? session.places().reports() : reports).resolve(today.toString());
      if (json.asked()) {
        return json.tell(ExitCode.DONE, removals(register, folder));
      }
      TextTable table = new TextTable("number", "collection", "key", "column", "since");
      register.read(
          waiting ->
              waiting
                  .limit(SHOWN)
                  .forEach(
                      each ->
                          table.row(
                              each.id(),
                              each.object().collection(),
                              each.object().rowKey(),
                              each.object().field(),
                              each.since())));
      long count = register.count();
      if (count > 0) {
        say(table.toString());
      }
      say(count + " objects wait for their removal");
      new ObjectSheet(register)
          .write(folder)
          .ifPresent(file -> say("wrote " + file + ", to be filled and confirmed"));
      return ExitCode.DONE.code();
    }
  }

  /** Of an object: its number and the row that named it; the address stands in the table. */
  private record Removal(
      long number, String collection, String key, String column, LocalDate since) {}

  /**
   * The answer to a program.
   *
   * @param written the table with the addresses; null where no object waits
   */
  private record Removals(List<Removal> waiting, @Nullable String written) {}

  private static Removals removals(ObjectRegister register, Path folder) {
    List<Removal> all = new ArrayList<>();
    register.read(
        waiting ->
            waiting.forEach(
                each ->
                    all.add(
                        new Removal(
                            each.id(),
                            each.object().collection(),
                            each.object().rowKey(),
                            each.object().field(),
                            each.since()))));
    return new Removals(
        all, new ObjectSheet(register).write(folder).map(Path::toString).orElse(null));
  }

  @Command(
      name = "confirm",
      description = "notes the removals that stand in a filled list; all of its lines or none",
      mixinStandardHelpOptions = true)
  int confirm(
      @Mixin Session session,
      @Parameters(paramLabel = "FILE", description = "the list with its last columns filled")
          Path file) {
    LocalDate today = LocalDate.now(session.policy().zone());
    try (Database database = session.open(1)) {
      ObjectRegister register = new ObjectRegister(database.dataSource(), session.policy().zone());
      List<Confirmation> confirmed = ConfirmationFile.read(file, today, register);
      register.confirm(confirmed, session.operator());
      say("%d confirmed, %d still wait".formatted(confirmed.size(), register.count()));
      return ExitCode.DONE.code();
    }
  }

  private void say(String text) {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println(text);
    out.flush();
  }
}
