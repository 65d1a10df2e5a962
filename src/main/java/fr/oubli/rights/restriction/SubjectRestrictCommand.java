package fr.oubli.rights.restriction;

import fr.oubli.decision.ActiveBase;
import fr.oubli.model.policy.SubjectRule;
import fr.oubli.platform.console.CommonOptions;
import fr.oubli.platform.console.Prose;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.rights.reply.Answer;
import fr.oubli.rights.reply.AnswerOptions;
import fr.oubli.rights.reply.CategoryOutcome;
import fr.oubli.rights.reply.CategoryOutcome.Kind;
import fr.oubli.rights.reply.OutcomeRegister;
import fr.oubli.rights.request.Matches;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.RequestHistory;
import fr.oubli.rights.request.RequestRegister;
import fr.oubli.rights.request.RequestSession;
import fr.oubli.rights.request.Right;
import fr.oubli.rights.request.Step;
import fr.oubli.rights.restriction.RestrictionRegister.RestrictedRows;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.gate.Gates;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Restricts the use of a person's rows, and lifts the restriction once the person was told. */
@Command(
    name = "subject-restrict",
    description = "Restricts the use of a person's rows to their storage, or lifts that.",
    mixinStandardHelpOptions = true)
public final class SubjectRestrictCommand implements Callable<Integer> {

  @Mixin private AnswerOptions options = new AnswerOptions();
  @Mixin final CommonOptions common = new CommonOptions();

  @Option(names = "--reason", description = "why, such as: accuracy contested")
  private @Nullable String reason;

  @Option(names = "--review-on", description = "day to look at it again")
  private @Nullable LocalDate reviewOn;

  @Option(
      names = "--views",
      description = "makes the views that hide what is restricted anew, and nothing else")
  private boolean views;

  @Option(names = "--lift", description = "ends the restriction")
  private boolean lift;

  @Option(
      names = "--announce-lift",
      paramLabel = "WHY",
      description = "writes the letter that tells the person that it will end, and why")
  private @Nullable String announced;

  @Option(names = "--told-on", description = "to lift: the day the person was told of it")
  private @Nullable LocalDate toldOn;

  @Override
  public Integer call() {
    try (Database database = options.session().open()) {
      RequestRegister register = options.session().register(database);
      if (views) {
        makeViews(database);
        options.say("the views oubli.active_<collection> show the tables as they are now");
      } else if (announced != null) {
        announce(database, register, announced);
      } else if (lift) {
        lift(database, register);
      } else {
        restrict(database, register);
      }
      return ExitCode.DONE.code();
    }
  }

  private void restrict(Database database, RequestRegister register) {
    if (reason == null || reason.isBlank() || reviewOn == null) {
      throw new Refusal(ExitCode.INVALID, "say --reason and --review-on");
    }
    Request request = register.toCarryOut(options.request(), Right.RESTRICTION);
    new Matches(database.dataSource()).refuseUndecided(request.id());
    Answer answer = options.answer(database);
    if (!viewsAreThere(database)) {
      makeViews(database);
    }
    List<CategoryOutcome> outcomes = restrict(database, request.id(), reason, reviewOn);
    register.history().noteWords(request.id(), request.right().step(), reason);
    outcomes.forEach(
        outcome ->
            options.say(
                "%s: %s restricted"
                    .formatted(outcome.collection(), Prose.count(outcome.rows(), "row"))));
    options.say("applications read the views oubli.active_<collection>, which no longer show them");
    options.sayWritten(answer.write(request, outcomes), register);
  }

  private List<CategoryOutcome> restrict(
      Database database, long request, String why, LocalDate review) {
    RequestSession session = options.session();
    SubjectRule subject = session.policy().subject();
    RestrictionRegister restrictions = new RestrictionRegister(database.dataSource());
    List<CategoryOutcome> outcomes =
        outcomes(
            restrictions.restrict(
                request,
                subject == null ? "" : subject.collection(),
                why,
                session.session().operator(),
                review));
    restrictions.since(request, session.today());
    new OutcomeRegister(database.dataSource()).store(request, outcomes);
    return outcomes;
  }

  private static List<CategoryOutcome> outcomes(List<RestrictedRows> restricted) {
    return restricted.stream()
        .map(rows -> CategoryOutcome.of(rows.collection(), Kind.RESTRICTED, rows.rows()))
        .toList();
  }

  private boolean viewsAreThere(Database database) {
    Long views =
        new JdbcTemplate(database.dataSource())
            .queryForObject(
                "select count(*) from pg_views where schemaname = 'oubli'"
                    + " and viewname like 'active\\_%' and viewname <> 'active_hold'",
                Long.class);
    return views != null && views == options.session().map().collections().size();
  }

  private void makeViews(Database database) {
    RequestSession session = options.session();
    Catalog catalog = Gates.fitting(database.dataSource(), session.map(), session.policy());
    JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
    new ActiveBase(session.policy(), session.map(), catalog).views().forEach(jdbc::execute);
  }

  private void announce(Database database, RequestRegister register, String why) {
    Request request = register.get(options.request());
    register.progress(request.id()).refuseUnless(Step.LIFT);
    options
        .answer(database)
        .announceLift(request, why)
        .forEach(file -> options.say("wrote " + file));
    options.say("now: read the letter and send it, then " + Step.LIFT.command(request));
  }

  /** The person must be told before the restriction ends (GDPR art. 18(3)). */
  private void lift(Database database, RequestRegister register) {
    if (toldOn == null || toldOn.isAfter(options.session().today())) {
      throw new Refusal(
          ExitCode.INVALID,
          "tell the person first, then say when with --told-on (GDPR art. 18(3))");
    }
    Request request = register.get(options.request());
    register.progress(request.id()).refuseUnless(Step.LIFT);
    RestrictionRegister restrictions = new RestrictionRegister(database.dataSource());
    restrictions.refuseToldBefore(request.id(), toldOn);
    Answer answer = options.answer(database);
    long lifted = restrictions.lift(request.id(), options.session().session().operator());
    register.history().note(request.id(), RequestHistory.LIFTED, "told on " + toldOn);
    options.say(lifted + " restrictions are lifted; what fell due meanwhile goes at the next run");
    options.sayWritten(
        answer.write(request, outcomes(restrictions.everRestricted(request.id()))), register);
  }
}
