package fr.oubli.rights.request.command;

import fr.oubli.decision.person.Phones;
import fr.oubli.model.datamap.Collection;
import fr.oubli.model.policy.SubjectRule;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.rights.request.Matches;
import fr.oubli.rights.request.PersonKinds;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.RequestHistory;
import fr.oubli.rights.request.RequestLinks;
import fr.oubli.rights.request.RequestRegister;
import fr.oubli.rights.request.RequestSession;
import fr.oubli.rights.request.SearchReach;
import fr.oubli.rights.request.SubjectSearch;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.gate.Gates;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * What the subcommands have in common: the files, the database, and how they tell what they did.
 */
abstract class RequestSubcommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Mixin final RequestSession session = new RequestSession();

  /** Opens the database for some work, and closes it afterwards. */
  int inDatabase(Function<Database, ExitCode> work) {
    try (Database database = session.open()) {
      return work.apply(database).code();
    }
  }

  /**
   * @throws Refusal when a gate finds a problem, or the policy does not say where persons are
   */
  SubjectSearch search(Database database) {
    SubjectRule subject = session.policy().subject();
    if (subject == null) {
      throw new Refusal(
          ExitCode.INVALID, "the policy names no subject collection: nobody could be found");
    }
    return new SubjectSearch(
        database.dataSource(),
        session.map(),
        subject,
        Phones.of(session.policy()),
        Gates.fitting(database.dataSource(), session.map(), session.policy()));
  }

  /** What two requests must have in common to be of one person. */
  PersonKinds person(Database database) {
    SubjectRule subject = Objects.requireNonNull(session.policy().subject());
    return PersonKinds.of(
        session.map(), subject, Catalog.read(database.dataSource(), session.map()));
  }

  /** Looks for the rows of whoever makes the request, and for a request that asks the same. */
  void look(Database database, SubjectSearch search, long request) {
    RequestRegister register = session.register(database);
    search.search(request, register.identities().searched(request));
    if (register.unsearched(request)) {
      register.history().note(request, RequestHistory.SEARCHED, null);
    }
    if (!register.get(request).state().ended()) {
      register.links().link(List.of(request), person(database)).stream()
          .map(RequestLinks.Link::line)
          .forEach(this::say);
    }
  }

  void sayState(Request request) {
    say(
        "request %d (%s) is %s; %s"
            .formatted(
                request.id(),
                request.right().stored(),
                request.state().stored(),
                request.state().ended()
                    ? Objects.requireNonNullElse(request.outcome(), "")
                    : "answer by " + request.deadline()));
  }

  /** The last line of what a command prints: what to do next, by the table of steps. */
  void sayNow(RequestRegister register, long request) {
    say(register.progress(request).now());
  }

  void sayMatches(Database database, long request) {
    if (session.register(database).unsearched(request)) {
      say(
          "its rows are looked for once it is certain who asks, or with jobs/request match "
              + request);
      return;
    }
    new MatchLines(new Matches(database.dataSource()), request, session.map())
        .found()
        .forEach(this::say);
    sayNotSearched(database, request);
  }

  /** In which collections the person could not be looked for. */
  void sayNotSearched(Database database, long request) {
    SearchReach.warning(notSearched(database, request)).forEach(this::say);
  }

  private List<Collection> notSearched(Database database, long request) {
    SubjectRule subject = session.policy().subject();
    Catalog catalog = Catalog.read(database.dataSource(), session.map());
    return subject == null || catalog.find(session.map().required(subject.collection())).isEmpty()
        ? List.of()
        : SearchReach.of(
                new JdbcTemplate(database.dataSource()), session.map(), catalog, subject, request)
            .notSearched();
  }

  /** What was found for a request, for a program. */
  RequestAnswers.Found found(Database database, long request) {
    Matches matches = new Matches(database.dataSource());
    return new RequestAnswers.Found(
        matches.counts(request),
        matches.proposed(request).stream().map(RequestAnswers.Proposed::of).toList(),
        notSearched(database, request).stream().map(Collection::name).toList());
  }

  void say(String text) {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println(text);
    out.flush();
  }
}
