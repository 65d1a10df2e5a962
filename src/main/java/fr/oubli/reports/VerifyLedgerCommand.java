package fr.oubli.reports;

import fr.oubli.evidence.LedgerVerification;
import fr.oubli.evidence.LedgerVerification.Result;
import fr.oubli.model.session.Session;
import fr.oubli.platform.console.CommonOptions;
import fr.oubli.platform.console.JsonAnswer;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
  @Mixin final JsonAnswer json = new JsonAnswer();
  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--seals", description = "folder with the seals' copies (default: reports)")
  private @Nullable Path seals;

  @Mixin private KeptKeys keys = new KeptKeys();

  @Override
  public Integer call() {
    List<String> trusted = keys.read();
    Path copies = seals == null ? session.places().reports() : seals;
    if (!Files.isDirectory(copies)) {
      throw new Refusal(
          ExitCode.INVALID,
          "there is no folder %s with copies of the seals; name it with --seals".formatted(copies));
    }
    try (Database database = session.openAsItIs(1)) {
      Result result = new LedgerVerification(database.dataSource()).verify(copies, trusted);
      ExitCode code = code(result);
      if (json.asked()) {
        return json.tell(code, Answer.of(result));
      }
      tell(result, Objects.requireNonNull(spec).commandLine().getOut());
      return code.code();
    }
  }

  private static ExitCode code(Result result) {
    if (!result.intact()) {
      return ExitCode.REFUSED;
    }
    boolean copied = result.copies() >= result.seals();
    return result.empty() || !copied ? ExitCode.QUARANTINE : ExitCode.DONE;
  }

  /**
   * The answer to a program.
   *
   * @param empty whether there was nothing to verify
   */
  private record Answer(
      boolean intact, boolean empty, Counts counts, List<String> faults, List<String> remarks) {

    static Answer of(Result result) {
      return new Answer(
          result.intact(),
          result.empty(),
          new Counts(
              result.entries(), result.rows(), result.seals(), result.copies(), result.others()),
          result.faults(),
          result.remarks());
    }
  }

  /**
   * How much was read.
   *
   * @param rows how many rows the entries speak of
   * @param copies of seals, outside the database
   * @param others copies of another database's seals
   */
  private record Counts(long entries, long rows, long seals, long copies, long others) {}

  private static void tell(Result result, PrintWriter out) {
    result.faults().forEach(out::println);
    if (result.intact() && result.empty()) {
      out.println(
          "nothing to verify: no run has ended here, or all evidence is gone with its copies");
    } else {
      out.printf(
          "%s: %d entries about %d rows, %d seals, %d copies outside the database%s%n",
          result.intact() ? "intact" : "NOT INTACT",
          result.entries(),
          result.rows(),
          result.seals(),
          result.copies(),
          result.others() == 0 ? "" : ", and " + result.others() + " of another database");
    }
    result.remarks().forEach(out::println);
    out.flush();
  }
}
