package fr.oubli.rights.version;

import fr.oubli.model.session.Session;
import fr.oubli.platform.console.CommonOptions;
import fr.oubli.platform.console.JsonAnswer;
import fr.oubli.platform.console.TextTable;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.rights.reply.FileDigest;
import fr.oubli.rights.version.PolicyVersions.PolicyVersion;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Registers each version of the published policy, with the digest of its text. */
@Command(
    name = "policy-version",
    description = "Registers the versions of the published privacy policy, which people accept.",
    mixinStandardHelpOptions = true)
public final class PolicyVersionCommand {

  @Mixin final CommonOptions common = new CommonOptions();
  @Spec private @Nullable CommandSpec spec;

  @Command(
      name = "add",
      description = "registers a version; it is never changed afterwards",
      mixinStandardHelpOptions = true)
  int add(
      @Mixin Session session,
      @Parameters(paramLabel = "VERSION", description = "as acceptances call it") String version,
      @Option(names = "--text", required = true, description = "the file of the published text")
          Path text,
      @Option(names = "--from", required = true, description = "the day since which it holds")
          LocalDate from,
      @Option(
              names = "--changed",
              required = true,
              description = "what is different from the version before, in French: people read it")
          String changed) {
    if (version.isBlank() || changed.isBlank()) {
      throw new Refusal(ExitCode.INVALID, "a version needs a name, and --changed some words");
    }
    if (!Files.isRegularFile(text) || !Files.isReadable(text)) {
      throw new Refusal(ExitCode.INVALID, text + " cannot be read; name the file of the text");
    }
    String sha256 = FileDigest.of(text);
    try (Database database = session.open(1)) {
      new PolicyVersions(database.dataSource())
          .add(
              new PolicyVersion(
                  version.strip(), sha256, from, changed.strip(), session.operator()));
      say("version %s, from %s, is registered: sha256 %s".formatted(version.strip(), from, sha256));
      return ExitCode.DONE.code();
    }
  }

  @Command(name = "list", description = "lists them", mixinStandardHelpOptions = true)
  int list(@Mixin Session session, @Mixin JsonAnswer json) {
    try (Database database = session.open(1)) {
      List<PolicyVersion> versions = new PolicyVersions(database.dataSource()).all();
      if (json.asked()) {
        return json.tell(ExitCode.DONE, new Versions(versions));
      }
      TextTable table = new TextTable("version", "from", "changed", "by", "sha256");
      versions.forEach(
          one -> table.row(one.version(), one.from(), one.changed(), one.addedBy(), one.sha256()));
      say(versions.isEmpty() ? "no version is registered" : table.toString());
      return ExitCode.DONE.code();
    }
  }

  /** The answer to a program. */
  private record Versions(List<PolicyVersion> versions) {}

  private void say(String line) {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
