package fr.oubli.rights.request.command;

import fr.oubli.platform.console.JsonAnswer;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.Matches;
import fr.oubli.rights.request.Matches.Decision;
import fr.oubli.rights.request.Matches.MatchedRow;
import fr.oubli.rights.request.RequestHistory;
import fr.oubli.rights.request.RequestRegister;
import fr.oubli.rights.request.RowGlimpses;
import fr.oubli.rights.request.Step;
import fr.oubli.schema.catalog.Catalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Shows which rows were found for a request, stores what the operator decides, and looks for more.
 */
@Command(
    name = "match",
    description = "shows what was found, decides on what is proposed, looks for more",
    mixinStandardHelpOptions = true)
final class MatchCommand extends RequestSubcommand {

  private static final String ONE_OR_ALL = "; COLLECTION:* for all of it that is proposed";

  @Parameters(index = "0", paramLabel = "N", description = "the request")
  private long id;

  @Option(
      names = "--confirm",
      paramLabel = "COLLECTION:KEY",
      description = "it was rightly found" + ONE_OR_ALL)
  private @Nullable List<String> confirm;

  @Option(
      names = "--confirm-own",
      paramLabel = "COLLECTION:KEY",
      description = "it is the person's own, whatever ties it to others" + ONE_OR_ALL)
  private @Nullable List<String> confirmOwn;

  @Option(
      names = "--reject",
      paramLabel = "COLLECTION:KEY",
      description = "it is not about the person" + ONE_OR_ALL)
  private @Nullable List<String> reject;

  @Option(names = "--reject-rest", description = "rejects whatever is still proposed")
  private boolean rejectRest;

  @Option(
      names = "--rows",
      description = "lists the rows that are confirmed, and shows something of those proposed")
  private boolean rows;

  @Option(
      names = "--of",
      paramLabel = "COLLECTION",
      description = "with --rows: all confirmed and proposed rows of one collection")
  private @Nullable String of;

  @Option(
      names = "--page",
      defaultValue = "1",
      paramLabel = "N",
      description = "with --rows: which two hundred (default: 1)")
  private int page = 1;

  @Mixin private IdentityOptions more = new IdentityOptions();
  @Mixin final JsonAnswer json = new JsonAnswer();

  @Override
  public Integer call() {
    if (page < 1) {
      throw new Refusal(ExitCode.INVALID, "--page is 1 or more");
    }
    if (of != null) {
      session.map().named(of);
    }
    List<Identity> identities = more.all(session.map());
    return inDatabase(database -> match(database, identities));
  }

  private ExitCode match(Database database, List<Identity> identities) {
    RequestRegister register = session.register(database);
    register.progress(id).refuseUnless(Step.MATCH);
    if (!identities.isEmpty()) {
      register.steps().learn(id, identities);
    }
    Matches matches = new Matches(database.dataSource());
    decide(register.history(), matches, reject, Decision.REJECTED);
    decide(register.history(), matches, confirm, Decision.CONFIRMED);
    decide(register.history(), matches, confirmOwn, Decision.OWN);
    look(database, search(database), id);
    if (rejectRest) {
      int rejected = matches.rejectRest(id);
      register.history().note(id, "match rejected", "the rest, %d rows".formatted(rejected));
    }
    if (json.asked()) {
      json.tell(
          ExitCode.DONE,
          new RequestAnswers.Matched(
              id,
              found(database, id),
              rows || of != null ? shown(database, matches, register) : null,
              RequestAnswers.Steps.of(register.progress(id))));
      return ExitCode.DONE;
    }
    if (rows || of != null) {
      sayRows(database, matches, register.identities().all(id));
    } else {
      sayMatches(database, id);
    }
    sayNow(register, id);
    return ExitCode.DONE;
  }

  private void sayRows(Database database, Matches matches, List<Identity> known) {
    RowGlimpses glimpses = glimpses(database, known);
    MatchLines lines = new MatchLines(matches, id, session.map());
    if (of != null) {
      lines.rows(of, page, glimpses.of(matches.proposals(id, of, page))).forEach(this::say);
      return;
    }
    lines.rows(null, page, Map.of()).forEach(this::say);
    List<MatchedRow> shown = new ArrayList<>();
    matches.proposed(id).forEach(proposal -> shown.addAll(matches.rows(id, proposal)));
    Map<String, String> texts = glimpses.of(shown);
    lines.found(row -> MatchLines.glimpse(texts, row)).forEach(this::say);
    sayNotSearched(database, id);
  }

  private RowGlimpses glimpses(Database database, List<Identity> known) {
    return new RowGlimpses(
        new JdbcTemplate(database.dataSource()),
        session.map(),
        Catalog.read(database.dataSource(), session.map()),
        known);
  }

  /** For a program: the rows of a page, and of proposals those that the terminal shows too. */
  private List<RequestAnswers.Row> shown(
      Database database, Matches matches, RequestRegister register) {
    List<RequestAnswers.Row> shown = new ArrayList<>();
    matches.confirmed(id, of, page).forEach(row -> shown.add(RequestAnswers.Row.confirmed(row)));
    List<MatchedRow> proposed = new ArrayList<>();
    if (of == null) {
      matches.proposed(id).stream()
          .filter(proposal -> proposal.rows() <= MatchLines.LISTED)
          .forEach(proposal -> proposed.addAll(matches.rows(id, proposal)));
    } else {
      proposed.addAll(matches.proposals(id, of, page));
    }
    Map<String, String> texts = glimpses(database, register.identities().all(id)).of(proposed);
    proposed.forEach(row -> shown.add(RequestAnswers.Row.proposed(row, texts.get(row.target()))));
    return shown;
  }

  private void decide(
      RequestHistory history, Matches matches, @Nullable List<String> targets, Decision decision) {
    for (String target : targets == null ? List.<String>of() : targets) {
      int decided = matches.decide(id, target, decision);
      String note = target.endsWith(":*") ? "%s, %d rows".formatted(target, decided) : target;
      history.note(id, step(decision), note);
    }
  }

  private static String step(Decision decision) {
    return switch (decision) {
      case CONFIRMED -> "match confirmed";
      case OWN -> "match confirmed as own";
      case REJECTED -> "match rejected";
    };
  }
}
