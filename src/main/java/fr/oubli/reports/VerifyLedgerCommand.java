package fr.oubli.reports;

import fr.oubli.evidence.LedgerVerification;
import fr.oubli.evidence.LedgerVerification.Result;
import fr.oubli.model.session.Session;
import fr.oubli.platform.console.CommonOptions;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Proves to the auditor that the log was not altered. */
@Command(
    name = "verify-ledger",
    description = "Computes every digest of the ledger again and compares the seals' copies.",
    mixinStandardHelpOptions = true)
public final class VerifyLedgerCommand implements Callable<Integer> {

  @Mixin private Session session = new Session();
  @Mixin final CommonOptions common = new CommonOptions();
  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--seals", description = "folder with the seals' copies (default: reports)")
  private @Nullable Path seals;

  @Option(names = "--key", description = "file with the public key that the auditor kept")
  private @Nullable Path key;

  @Override
  public Integer call() {
    String trusted = key == null ? "" : read(key);
    try (Database database = session.open(1)) {
      Result result =
          new LedgerVerification(database.dataSource())
              .verify(seals == null ? session.places().reports() : seals, trusted);
      PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
      result.faults().forEach(out::println);
      out.printf(
          "%s: %d entries about %d rows, %d seals, %d copies outside the database%n",
          result.intact() ? "intact" : "NOT INTACT",
          result.entries(),
          result.rows(),
          result.seals(),
          result.copies());
      out.flush();
      return (result.intact() ? ExitCode.DONE : ExitCode.REFUSED).code();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new Refusal(
          ExitCode.INVALID, "the key " + file + " cannot be read; name a file with --key");
    }
  }
}
