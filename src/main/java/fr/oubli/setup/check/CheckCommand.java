package fr.oubli.setup.check;

import fr.oubli.evidence.OutsideSeals;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.session.FirstRun;
import fr.oubli.model.session.Session;
import fr.oubli.platform.console.CommonOptions;
import fr.oubli.platform.console.JsonAnswer;
import fr.oubli.platform.console.Places;
import fr.oubli.platform.console.Prose;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.database.OwnSchema;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.schema.gate.Problem;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says whether a purge would run on a database, and what it would meet there. */
@Command(
    name = "check",
    description = "Checks policy and map against the database; changes nothing there.",
    mixinStandardHelpOptions = true)
public final class CheckCommand implements Callable<Integer> {

  @Mixin private Session session = new Session();
  @Mixin final CommonOptions common = new CommonOptions();
  @Mixin final JsonAnswer json = new JsonAnswer();
  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--as-of", description = "the day to check for (default: today, policy's zone)")
  private @Nullable LocalDate asOf;

  @Option(names = "--rule", paramLabel = "NAME", description = "counts for this rule only")
  private @Nullable String rule;

  private final FirstRun firstRun;

  public CheckCommand(FirstRun firstRun) {
    this.firstRun = firstRun;
  }

  @Override
  public Integer call() {
    LoadedFiles given = LoadedFiles.read(session::policy, session::map);
    Policy policy = given.policy();
    refuseUnknownRule(policy);
    ZoneId zone = policy == null ? ZoneOffset.UTC : policy.zone();
    LocalDate day = asOf == null ? LocalDate.now(zone) : asOf;
    try (Database database = session.look(null, firstRun, day)) {
      DataMap map = given.map();
      if (map != null) {
        ReadRights.refuseUnreadable(database.dataSource(), map);
      }
      Optional<OutsideSeals> outside = outside(database);
      CheckReport checked =
          new Check(database, day, asOf == null ? "tonight" : "as of " + day, rule)
              .of(given)
              .stopped(restored(outside))
              .with(outside.flatMap(OutsideSeals::unkept).stream().toList())
              .with(new NightFolders(session.places()).remarks())
              .with(OpenQuestions.in(session.mapFile()));
      if (json.asked()) {
        return json.tell(checked.code(), CheckFacts.answer(day, checked));
      }
      PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
      checked.lines().stream().map(Prose::fit).flatMap(List::stream).forEach(out::println);
      out.flush();
      return checked.code().code();
    }
  }

  /** A database that was restored is refused by every command. */
  private static List<Problem> restored(Optional<OutsideSeals> outside) {
    return outside.flatMap(OutsideSeals::older).stream()
        .map(why -> new Problem(ExitCode.REFUSED, why + "; look with: jobs/replay"))
        .toList();
  }

  /** Empty where the schema oubli is not of this version, and cannot be asked. */
  private Optional<OutsideSeals> outside(Database database) {
    Places places = session.places();
    return database.ownSchema() == OwnSchema.CURRENT
        ? Optional.of(new OutsideSeals(database.dataSource(), places.home(), places.reports()))
        : Optional.empty();
  }

  private void refuseUnknownRule(@Nullable Policy policy) {
    if (rule != null && policy != null && policy.rule(rule).isEmpty()) {
      throw new Refusal(ExitCode.INVALID, "the policy has no rule " + rule);
    }
  }
}
