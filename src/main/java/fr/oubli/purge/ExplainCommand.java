package fr.oubli.purge;

import fr.oubli.decision.Eligibilities;
import fr.oubli.decision.Enforcement;
import fr.oubli.decision.Explainer;
import fr.oubli.decision.Explanation;
import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rewrite;
import fr.oubli.model.session.Session;
import fr.oubli.platform.console.CommonOptions;
import fr.oubli.platform.console.JsonAnswer;
import fr.oubli.platform.console.TextTable;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.purge.ExplainAnswers.Decided;
import fr.oubli.purge.ExplainAnswers.Enforced;
import fr.oubli.purge.ExplainAnswers.Entry;
import fr.oubli.purge.ExplainAnswers.Statement;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.gate.Gates;
import fr.oubli.schema.gate.PeriodsInData;
import fr.oubli.schema.sql.RowKey;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Says of one row, for every rule, whether it stays or goes, why, and when; or shows the statements
 * of a rule.
 */
@Command(
    name = "explain",
    description =
        "Says for one row what every rule decides, and why; or shows a rule's statements.",
    mixinStandardHelpOptions = true)
public final class ExplainCommand implements Callable<Integer> {

  @Mixin private Session session = new Session();
  @Mixin final CommonOptions common = new CommonOptions();
  @Mixin final JsonAnswer json = new JsonAnswer();
  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "COLLECTION",
      description = "of the data map")
  private String collection = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "KEY",
      description = "a composite key is quoted for the shell: '(1,2)'")
  private String key = "";

  @Option(names = "--as-of", description = "the day to decide for (default: today)")
  private @Nullable LocalDate asOf;

  @Option(
      names = "--sql",
      paramLabel = "RULE[:COLLECTION]",
      description = "show the statements that enforce a rule, with their values, instead of a row")
  private @Nullable String sql;

  @Option(
      names = "--analyze",
      description =
          "with --sql: how PostgreSQL does them; it runs those that only read, and no other")
  private boolean analyze;

  @Override
  public Integer call() {
    if (sql != null) {
      return statements(sql);
    }
    if (analyze || key.isEmpty()) {
      throw new Refusal(
          ExitCode.INVALID, "name a row, as COLLECTION KEY, or a rule, with --sql RULE");
    }
    Policy policy = session.policy();
    DataMap map = session.map();
    Collection mapped = map.named(collection);
    try (Database database = session.open(1)) {
      DataSource dataSource = database.dataSource();
      Catalog catalog = Gates.fitting(dataSource, map, policy);
      LocalDate day = asOf == null ? LocalDate.now(policy.zone()) : asOf;
      RowKey row = new RowKey(catalog.table(mapped));
      List<Entry> done = done(dataSource);
      if (done.isEmpty()) {
        row.refuseMissing(dataSource, key);
      }
      boolean exists = row.exists(dataSource, key);
      List<Explanation> decided = List.of();
      List<String> persons = List.of();
      if (exists) {
        Policy read = PeriodsInData.read(dataSource, catalog, map, policy);
        Eligibilities eligibilities = new Eligibilities(read, map, catalog, day);
        Explainer explainer = new Explainer(read, eligibilities, dataSource);
        decided = explainer.explain(collection, key);
        persons = explainer.persons(collection, key);
      }
      if (json.asked()) {
        List<Decided> rules = decided.stream().map(Decided::of).toList();
        return json.tell(
            ExitCode.DONE,
            new ExplainAnswers.Row(collection, key, day, exists, rules, persons, done));
      }
      if (exists) {
        print(decided);
        persons.forEach(this::say);
        rewritten(policy);
      }
      done.forEach(entry -> say(entry.line(key, collection)));
      return ExitCode.DONE.code();
    }
  }

  /** What becomes of the row's bytes, where the policy says so. */
  private void rewritten(Policy policy) {
    Rewrite rewrite = policy.limits().rewrite();
    if (rewrite != null && rewrite.collections(policy.rules()).contains(collection)) {
      say(
          "once rows of %s went, its table is rewritten, between %s: VACUUM FULL"
              .formatted(collection, rewrite.between()));
    }
  }

  private Integer statements(String named) {
    if (!collection.isEmpty()) {
      throw new Refusal(ExitCode.INVALID, "--sql shows a rule's statements, and no row");
    }
    Policy policy = session.policy();
    DataMap map = session.map();
    try (Database database = session.open(1)) {
      DataSource dataSource = database.dataSource();
      Catalog catalog = Gates.fitting(dataSource, map, policy);
      LocalDate day = asOf == null ? LocalDate.now(policy.zone()) : asOf;
      List<Enforcement> enforcements =
          new Eligibilities(PeriodsInData.read(dataSource, catalog, map, policy), map, catalog, day)
              .enforcements(null).stream().filter(each -> isNamed(each, named)).toList();
      if (enforcements.isEmpty()) {
        throw new Refusal(ExitCode.INVALID, "no rule of the policy is or acts on " + named);
      }
      StatementPrinter printer = new StatementPrinter(dataSource);
      Function<Enforcement, List<Statement>> shown =
          analyze ? printer::withPlans : printer::statements;
      if (json.asked()) {
        return json.tell(
            ExitCode.DONE,
            new ExplainAnswers.Statements(
                day,
                enforcements.stream().map(each -> Enforced.of(each, shown.apply(each))).toList()));
      }
      for (Enforcement each : enforcements) {
        say("-- " + each.name() + ": " + each.action().word() + " up to " + each.cutoff() + "\n");
        StatementPrinter.lines(shown.apply(each)).forEach(this::say);
      }
      return ExitCode.DONE.code();
    }
  }

  private static boolean isNamed(Enforcement enforcement, String named) {
    return enforcement.name().equals(named) || enforcement.rule().isCalled(named);
  }

  /** The ledger entries that name the row, the oldest first. */
  private List<Entry> done(DataSource dataSource) {
    return new JdbcTemplate(dataSource)
        .query(
            """
            select seq, run, rule, action,
              to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"') as minute
            from oubli.ledger_entry
            where collection = ? and ? = any (row_keys::text[])
            order by seq""",
            (row, number) ->
                new Entry(
                    row.getLong("seq"),
                    row.getLong("run"),
                    row.getString("rule"),
                    row.getString("action"),
                    row.getString("minute")),
            collection,
            key);
  }

  private void print(List<Explanation> explanations) {
    TextTable table =
        new TextTable("rule", "action", "clock started", "due on", "verdict", "kept by", "source");
    for (Explanation one : explanations) {
      table.row(
          one.rule(),
          one.action(),
          one.anchor(),
          one.dueOn(),
          one.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' '),
          one.keptBy().isEmpty() ? null : String.join("; ", one.keptBy()),
          one.remark());
    }
    say(explanations.isEmpty() ? "no rule acts on " + collection : table.toString());
    explanations.stream()
        .filter(one -> one.verdict() == Explanation.Verdict.OUT_OF_REACH)
        .forEach(one -> say(whyOut(one)));
    explanations.stream()
        .filter(one -> one.notEnded() != null)
        .forEach(
            one ->
                say(
                    "not ended, for %s: %s has no date yet, or one to come; it starts the clock once it has ended"
                        .formatted(one.rule(), one.notEnded())));
    explanations.stream()
        .filter(one -> one.culprit() != null)
        .forEach(
            one ->
                say(
                    "quarantined by %s: the date of %s is missing, to come or 1970-01-01; correct it"
                        .formatted(one.rule(), one.culprit())));
    explanations.forEach(
        one ->
            one.referrers()
                .forEach(
                    (by, rows) ->
                        say(
                            by.whole()
                                ? "due by %s, and stays with the row of %s that it belongs to"
                                    .formatted(one.rule(), by.collection())
                                : "due by %s, and stays while %d of %s that are not due refer to it"
                                    .formatted(one.rule(), rows, by.collection()))));
  }

  private static String whyOut(Explanation one) {
    return one.outside() == null
        ? "out of reach of " + one.rule() + ": " + why(one)
        : "outside the rule " + one.rule() + ": " + one.outside();
  }

  private static String why(Explanation one) {
    return one.anchor() == null
        ? "nothing starts its clock: there is no date, or no event of"
            + " the person; the rule never takes it as things are"
        : "the clock runs, but the person has, or had as the day"
            + " began, rows that 'unless-has' names; the rule never takes it as things are";
  }

  private void say(String text) {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println(text);
    out.flush();
  }
}
