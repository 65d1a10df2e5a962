package fr.oubli.purge.pseudonym;

import fr.oubli.model.session.Session;
import fr.oubli.platform.console.CommonOptions;
import fr.oubli.platform.console.JsonAnswer;
import fr.oubli.platform.console.RunLock;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.registers.pseudonym.PseudonymKey;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says whether there is a key of pseudonyms, or destroys it. */
@Command(
    name = "pseudonym-key",
    description =
        "Says whether pseudonyms can still be traced, or destroys the key by which they can.",
    mixinStandardHelpOptions = true)
public final class PseudonymKeyCommand implements Callable<Integer> {

  @Mixin final CommonOptions common = new CommonOptions();
  @Mixin private final Session session = new Session();
  @Mixin private final JsonAnswer json = new JsonAnswer();
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--destroy",
      paramLabel = "REASON",
      description = "destroys the key for ever; the reason stands in the evidence")
  private @Nullable String reason;

  @Option(names = "--reports", paramLabel = "DIR", description = "where the seal's copy goes")
  private @Nullable Path reports;

  @Override
  public Integer call() {
    Path keys = session.places().home();
    String why = reason;
    if (why == null) {
      Optional<PseudonymKey> key = PseudonymKey.known(keys);
      if (json.asked()) {
        return json.tell(
            ExitCode.DONE, new Answer(key.map(PseudonymKey::fingerprint).orElse(null)));
      }
      say(
          key.map(
                  known ->
                      "there is a pseudonym key, "
                          + known.fingerprint()
                          + ": pseudonyms are personal data while it exists")
              .orElse("there is no pseudonym key"));
      return ExitCode.DONE.code();
    }
    json.refuseWith("--destroy");
    if (why.isBlank()) {
      throw new Refusal(
          ExitCode.INVALID, "--destroy needs a reason, such as --destroy \"study ended\"");
    }
    return destroy(why.strip(), keys);
  }

  /**
   * The answer to a program.
   *
   * @param key its fingerprint; null where there is none
   */
  private record Answer(@Nullable String key) {}

  private int destroy(String why, Path keys) {
    try (Database database = session.open(1);
        RunLock lock = RunLock.acquire(database.dataSource(), RunLock.CHANGES)) {
      long run =
          new KeyDestruction(
                  database.dataSource(),
                  session.policy(),
                  session.map(),
                  keys,
                  reports == null ? session.places().reports() : reports)
              .destroy(why, session.operator(), LocalDate.now(session.policy().zone()));
      say(
          "the pseudonym key is destroyed, as run "
              + run
              + " says in the evidence; destroy its copies too. Pseudonyms to come are made with a new"
              + " key, and do not match the old ones");
      return ExitCode.DONE.code();
    }
  }

  private void say(String text) {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println(text);
    out.flush();
  }
}
