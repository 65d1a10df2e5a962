package fr.oubli.purge;

import fr.oubli.evidence.KeyRotation;
import fr.oubli.evidence.RunRegister.Terms;
import fr.oubli.evidence.SealKey;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.session.Session;
import fr.oubli.platform.console.CommonOptions;
import fr.oubli.platform.console.JsonAnswer;
import fr.oubli.platform.console.RunLock;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
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

/** Says which key signs the seals, or has it sign the one that comes after it. */
@Command(
    name = "seal-key",
    description = "Says which key signs the seals, or puts a new one into its place.",
    mixinStandardHelpOptions = true)
public final class SealKeyCommand implements Callable<Integer> {

  @Mixin final CommonOptions common = new CommonOptions();
  @Mixin private final Session session = new Session();
  @Mixin private final JsonAnswer json = new JsonAnswer();
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--rotate",
      paramLabel = "REASON",
      description = "makes a new key; the old one signs a last seal that names it and the reason")
  private @Nullable String reason;

  @Option(names = "--reports", paramLabel = "DIR", description = "where the seal's copy goes")
  private @Nullable Path reports;

  @Override
  public Integer call() {
    Path keys = session.places().home();
    String why = reason;
    if (why == null) {
      Optional<String> known = SealKey.known(keys).map(SealKey::fingerprint);
      if (json.asked()) {
        return json.tell(ExitCode.DONE, new Answer(known.orElse(null)));
      }
      say(
          known
              .map(key -> "seals are signed by the key " + key)
              .orElse("there is no seal key in " + keys + "; the first run makes it"));
      return ExitCode.DONE.code();
    }
    json.refuseWith("--rotate");
    if (why.isBlank()) {
      throw new Refusal(
          ExitCode.INVALID, "--rotate needs a reason, such as --rotate \"yearly change\"");
    }
    return rotate(why.strip(), keys);
  }

  /**
   * The answer to a program.
   *
   * @param key its fingerprint; null where there is none yet
   */
  private record Answer(@Nullable String key) {}

  private int rotate(String why, Path keys) {
    Policy policy = session.policy();
    try (Database database = session.open(1);
        RunLock lock = RunLock.acquire(database.dataSource(), RunLock.CHANGES)) {
      Terms terms =
          new Terms(
              LocalDate.now(policy.zone()),
              policy.name(),
              policy.sha256(),
              session.map().sha256(),
              "seal key: " + why,
              null);
      String key =
          new KeyRotation(
                  database.dataSource(),
                  keys,
                  reports == null ? session.places().reports() : reports)
              .rotate(terms, session.operator());
      say(
          "seals are signed by the key %s from now on, as the last seal of the old one says; keep %s"
                  .formatted(SealKey.fingerprint(key), keys.resolve("seal-key.pub"))
              + " apart, beside the old one");
      return ExitCode.DONE.code();
    }
  }

  private void say(String line) {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
