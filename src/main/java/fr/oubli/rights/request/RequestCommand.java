package fr.oubli.rights.request;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.SubjectRule;
import fr.oubli.platform.console.CommonOptions;
import fr.oubli.platform.console.TextTable;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.rights.request.RequestRegister.Letter;
import fr.oubli.schema.gate.Gates;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** From a person's letter to its answer, step by step. */
@Command(
    name = "request",
    description = "Keeps the register of what people ask, with its deadlines.",
    mixinStandardHelpOptions = true)
public final class RequestCommand {

  private static final int DAYS_SHOWN_AS_DUE = 7;

  @Mixin final CommonOptions common = new CommonOptions();
  @Spec private @Nullable CommandSpec spec;

  @Command(
      name = "open",
      description = "registers a request and looks for the person's rows",
      mixinStandardHelpOptions = true)
  int open(
      @Mixin RequestSession session,
      @Parameters(
              paramLabel = "RIGHT",
              description = "access, portability, erasure, rectification, objection, restriction")
          Right right,
      @Option(names = "--received-on", required = true, description = "the day it came in")
          LocalDate receivedOn,
      @Option(
              names = "--channel",
              description =
                  "how it came: post, email, site, phone, counter (default: email where --email says"
                      + " who asks, else post)")
          @Nullable String named,
      @Option(
              names = "--quality",
              defaultValue = "person",
              description = "person, heir, parent, mandate")
          String quality,
      @Option(
              names = "--scope",
              defaultValue = "all",
              description = "for an objection: a channel, or all")
          String scope,
      @Mixin Identities given) {
    List<Identity> identities = given.all(session.map());
    if (identities.isEmpty()) {
      throw new Refusal(
          ExitCode.INVALID,
          "say who asks: --email, --phone, --name or --field COLLECTION.FIELD=VALUE");
    }
    String channel = named == null ? usualChannel(identities) : named;
    refuseOther("--channel", channel, List.of("post", "email", "site", "phone", "counter"));
    refuseOther("--quality", quality, List.of("person", "heir", "parent", "mandate"));
    if (receivedOn.isAfter(session.today())) {
      throw new Refusal(ExitCode.INVALID, receivedOn + " is still to come; when did it come in?");
    }
    try (Database database = session.open()) {
      SubjectSearch search = search(session, database);
      Request request =
          session
              .register(database)
              .open(new Letter(right, channel, quality, receivedOn, scope), identities);
      search.search(request.id(), identities);
      say(
          "request %d, which came by %s, is registered; answer by %s"
              .formatted(request.id(), channel, request.deadline()));
      sayMatches(database, request.id());
      return ExitCode.DONE.code();
    }
  }

  private static String usualChannel(List<Identity> identities) {
    boolean written = identities.stream().anyMatch(each -> each.kind().equals(Identity.EMAIL));
    return written ? "email" : "post";
  }

  @Command(
      name = "match",
      description =
          "shows what was found, decides on what a shared identity proposes, looks for more",
      mixinStandardHelpOptions = true)
  int match(
      @Mixin RequestSession session,
      @Parameters(paramLabel = "N") long id,
      @Option(names = "--confirm", paramLabel = "COLLECTION:KEY") @Nullable List<String> confirm,
      @Option(names = "--reject", paramLabel = "COLLECTION:KEY") @Nullable List<String> reject,
      @Option(names = "--reject-rest", description = "rejects whatever is still proposed")
          boolean rejectRest,
      @Option(names = "--rows", description = "lists the rows that are confirmed") boolean rows,
      @Mixin Identities more) {
    List<Identity> identities = more.all(session.map());
    try (Database database = session.open()) {
      RequestRegister register = session.register(database);
      register.get(id);
      if (!identities.isEmpty()) {
        register.learn(id, identities);
      }
      Matches matches = new Matches(database.dataSource());
      decide(register, matches, id, reject, false);
      decide(register, matches, id, confirm, true);
      search(session, database).search(id, register.searched(id));
      if (rejectRest) {
        decide(
            register,
            matches,
            id,
            matches.proposals(id).stream().map(p -> p.collection() + ":" + p.key()).toList(),
            false);
      }
      if (rows) {
        matches.confirmed(id).forEach(row -> say(row.collection() + ":" + row.key()));
      }
      sayMatches(database, id);
      return ExitCode.DONE.code();
    }
  }

  private static void decide(
      RequestRegister register,
      Matches matches,
      long id,
      @Nullable List<String> targets,
      boolean confirmed) {
    for (String target : targets == null ? List.<String>of() : targets) {
      matches.decide(id, target, confirmed);
      register.note(id, confirmed ? "match confirmed" : "match rejected", target);
    }
  }

  @Command(
      name = "verify-identity",
      description = "says by what means it is certain who asks",
      mixinStandardHelpOptions = true)
  int verify(
      @Mixin RequestSession session,
      @Parameters(paramLabel = "N") long id,
      @Option(names = "--means", required = true, description = "such as: logged in, call back")
          String means,
      @Option(names = "--on") @Nullable LocalDate on) {
    try (Database database = session.open()) {
      sayState(session.register(database).verify(id, means, session.dayOr(on)));
      new MatchLines(new Matches(database.dataSource()), id).nobody().forEach(this::say);
      return ExitCode.DONE.code();
    }
  }

  @Command(
      name = "suspend",
      description = "a reasonable doubt about the identity stops the clock",
      mixinStandardHelpOptions = true)
  int suspend(
      @Mixin RequestSession session,
      @Parameters(paramLabel = "N") long id,
      @Option(names = "--doubt", required = true) String doubt,
      @Option(names = "--on") @Nullable LocalDate on) {
    return step(session, register -> register.suspend(id, doubt, session.dayOr(on)));
  }

  @Command(
      name = "resume",
      description = "the doubt is lifted: the clock goes on",
      mixinStandardHelpOptions = true)
  int resume(
      @Mixin RequestSession session,
      @Parameters(paramLabel = "N") long id,
      @Option(names = "--on") @Nullable LocalDate on) {
    return step(session, register -> register.resume(id, session.dayOr(on)));
  }

  @Command(
      name = "extend",
      description = "two months more, the person told inside the first",
      mixinStandardHelpOptions = true)
  int extend(
      @Mixin RequestSession session,
      @Parameters(paramLabel = "N") long id,
      @Option(names = "--reason", required = true) String reason,
      @Option(names = "--told-on", required = true) LocalDate toldOn) {
    return step(session, register -> register.extend(id, reason, toldOn));
  }

  @Command(
      name = "refuse",
      description = "ends it without doing it, for reasons the person is told",
      mixinStandardHelpOptions = true)
  int refuse(
      @Mixin RequestSession session,
      @Parameters(paramLabel = "N") long id,
      @Option(names = "--reasons", required = true) String reasons,
      @Option(names = "--on") @Nullable LocalDate on) {
    return step(session, register -> register.refuse(id, reasons, session.dayOr(on)));
  }

  @Command(
      name = "close",
      description = "the answer is in the envelope",
      mixinStandardHelpOptions = true)
  int close(
      @Mixin RequestSession session,
      @Parameters(paramLabel = "N") long id,
      @Option(names = "--outcome", required = true) String outcome,
      @Option(names = "--on") @Nullable LocalDate on) {
    return step(session, register -> register.close(id, outcome, null, session.dayOr(on)));
  }

  @Command(
      name = "list",
      description = "what waits: exit 3 when something is due within a week or late",
      mixinStandardHelpOptions = true)
  int list(@Mixin RequestSession session) {
    try (Database database = session.open()) {
      LocalDate today = session.today();
      TextTable table =
          new TextTable("request", "right", "state", "received", "answer by", "urgency");
      boolean urgent = false;
      for (Request request : session.register(database).waiting()) {
        boolean due = request.dueBy(today.plusDays(DAYS_SHOWN_AS_DUE));
        urgent |= due;
        table.row(
            request.id(),
            request.right().stored(),
            request.state().name().toLowerCase(java.util.Locale.ROOT),
            request.receivedOn(),
            request.state() == Request.State.SUSPENDED ? null : request.deadline(),
            request.late(today) ? "late" : due ? "due this week" : null);
      }
      say(table.toString());
      return (urgent ? ExitCode.QUARANTINE : ExitCode.DONE).code();
    }
  }

  @Command(
      name = "show",
      description = "one request with its history",
      mixinStandardHelpOptions = true)
  int show(@Mixin RequestSession session, @Parameters(paramLabel = "N") long id) {
    try (Database database = session.open()) {
      RequestRegister register = session.register(database);
      sayState(register.get(id));
      TextTable table = new TextTable("when (UTC)", "operator", "step", "note");
      register
          .history(id)
          .forEach(event -> table.row(event.at(), event.operator(), event.step(), event.note()));
      say(table.toString());
      sayMatches(database, id);
      return ExitCode.DONE.code();
    }
  }

  private int step(RequestSession session, Function<RequestRegister, Request> step) {
    try (Database database = session.open()) {
      sayState(step.apply(session.register(database)));
      return ExitCode.DONE.code();
    }
  }

  private static SubjectSearch search(RequestSession session, Database database) {
    Policy policy = session.policy();
    DataMap map = session.map();
    SubjectRule subject = policy.subject();
    if (subject == null) {
      throw new Refusal(
          ExitCode.INVALID, "the policy names no subject collection: nobody could be found");
    }
    return new SubjectSearch(
        database.dataSource(),
        map,
        subject,
        new Phones(policy.phoneRegion()),
        Gates.fitting(database.dataSource(), map, policy));
  }

  private static void refuseOther(String option, String value, List<String> allowed) {
    if (!allowed.contains(value)) {
      throw new Refusal(
          ExitCode.INVALID, option + " is one of " + String.join(", ", allowed) + ", not " + value);
    }
  }

  private void sayState(Request request) {
    String state = request.state().name().toLowerCase(java.util.Locale.ROOT);
    say(
        "request %d (%s) is %s; %s"
            .formatted(
                request.id(),
                request.right().stored(),
                state,
                request.state().ended()
                    ? Objects.requireNonNullElse(request.outcome(), "")
                    : "answer by " + request.deadline()));
  }

  private void sayMatches(Database database, long id) {
    new MatchLines(new Matches(database.dataSource()), id).found().forEach(this::say);
  }

  private void say(String text) {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println(text);
    out.flush();
  }
}
