package fr.oubli.registers.hold;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.Target;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.SubjectRule;
import fr.oubli.model.session.Session;
import fr.oubli.platform.console.CommonOptions;
import fr.oubli.platform.console.JsonAnswer;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.registers.hold.HoldRegister.Hold;
import fr.oubli.registers.hold.HoldRegister.Scope;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.gate.Gates;
import fr.oubli.schema.sql.RowKey;
import java.io.PrintWriter;
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

/** Puts, lists and releases holds: each has a reason, an owner and a review date. */
@Command(
    name = "hold",
    description = "Puts holds on a person, a row or a collection, and releases them.",
    mixinStandardHelpOptions = true)
public final class HoldCommand {

  /** What a hold is put on, as it is typed. */
  enum Bearing {
    SUBJECT,
    ROW,
    COLLECTION;

    Scope scope(@Nullable Part part) {
      if (part == null) {
        return Scope.valueOf(name());
      }
      if (this != SUBJECT) {
        throw new Refusal(
            ExitCode.INVALID, "--as owner narrows a hold on a person; leave it out for a row");
      }
      return Scope.OWNER;
    }
  }

  /** The part that a person has in a row. */
  enum Part {
    OWNER
  }

  @Mixin final CommonOptions common = new CommonOptions();
  @Spec private @Nullable CommandSpec spec;

  @Command(name = "add", description = "puts a hold", mixinStandardHelpOptions = true)
  int add(
      @Mixin Session session,
      @Parameters(paramLabel = "SCOPE", description = "subject, row or collection") Bearing bearing,
      @Parameters(
              paramLabel = "COLLECTION[:KEY]",
              description = "customers:42; the key is left out for a collection")
          String written,
      @Option(
              names = "--as",
              paramLabel = "owner",
              description = "of a person: keeps what is theirs, not what they only have a part in")
          @Nullable Part part,
      @Option(names = "--reason", required = true, description = "why it must stay") String reason,
      @Option(names = "--owner", required = true, description = "who answers for it") String owner,
      @Option(names = "--review-on", required = true, description = "day to look at it again")
          LocalDate reviewOn) {
    Policy policy = session.policy();
    DataMap map = session.map();
    Scope scope = bearing.scope(part);
    Target target = Target.of(written, map);
    String collection = target.collection();
    String key = target.key();
    refuseVague(scope, collection, key, policy, map, reason, owner);
    refusePast(reviewOn, policy);
    try (Database database = session.open(1)) {
      Catalog catalog = Gates.fitting(database.dataSource(), map, policy);
      RowKey row = key == null ? null : new RowKey(catalog.table(map.required(collection)));
      if (row != null) {
        row.refuseMissing(database.dataSource(), Objects.requireNonNull(key));
      }
      new HoldPlacing(database.dataSource(), row)
          .put(
              new HoldPlacing.Wanted(scope, collection, key, reason, owner, reviewOn),
              session.operator())
          .forEach(this::say);
      return ExitCode.DONE.code();
    }
  }

  private static void refusePast(LocalDate reviewOn, Policy policy) {
    if (reviewOn.isBefore(LocalDate.now(policy.zone()))) {
      throw new Refusal(
          ExitCode.INVALID, "--review-on " + reviewOn + " is past: say when to look at it again");
    }
  }

  @Command(
      name = "release",
      description = "ends a hold: what fell due meanwhile goes at the next run",
      mixinStandardHelpOptions = true)
  int release(
      @Mixin Session session,
      @Parameters(paramLabel = "ID", description = "its number in the list") long id) {
    try (Database database = session.open(1)) {
      new HoldRegister(database.dataSource()).release(id, session.operator());
      say("hold " + id + " is released");
      return ExitCode.DONE.code();
    }
  }

  @Command(name = "list", description = "lists those in force", mixinStandardHelpOptions = true)
  int list(@Mixin Session session, @Mixin JsonAnswer json) {
    try (Database database = session.open(1)) {
      List<Hold> holds = new HoldRegister(database.dataSource()).inForce();
      if (json.asked()) {
        return json.tell(ExitCode.DONE, new Holds(holds));
      }
      say(HoldList.of(holds).toString());
      return ExitCode.DONE.code();
    }
  }

  /** The answer to a program. */
  private record Holds(List<Hold> holds) {}

  private static void refuseVague(
      Scope scope,
      String collection,
      @Nullable String key,
      Policy policy,
      DataMap map,
      String reason,
      String owner) {
    map.named(collection);
    if ((scope == Scope.COLLECTION) != (key == null)) {
      throw new Refusal(
          ExitCode.INVALID, "write " + (key == null ? collection + ":KEY" : collection));
    }
    SubjectRule subject = policy.subject();
    boolean person = scope == Scope.SUBJECT || scope == Scope.OWNER;
    if (person && (subject == null || !subject.collection().equals(collection))) {
      throw new Refusal(
          ExitCode.INVALID,
          "persons are "
              + (subject == null ? "not named by the policy" : "rows of " + subject.collection())
              + "; hold a row instead");
    }
    if (reason.isBlank() || owner.isBlank()) {
      throw new Refusal(ExitCode.INVALID, "a hold needs a reason and an owner; say both");
    }
  }

  private void say(String text) {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println(text);
    out.flush();
  }
}
