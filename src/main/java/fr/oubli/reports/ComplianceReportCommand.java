package fr.oubli.reports;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.platform.console.CommonOptions;
import fr.oubli.platform.console.JsonAnswer;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.reports.ComplianceState.Finding;
import fr.oubli.reports.ReportWords.Language;
import fr.oubli.schema.gate.Gates;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the compliance page of a day, as of now; the pages of runs stay as they were written. */
@Command(
    name = "compliance-report",
    description = "Writes the compliance page from what the database holds; touches nothing.",
    mixinStandardHelpOptions = true)
public final class ComplianceReportCommand implements Callable<Integer> {

  @Mixin private ReportSession session = new ReportSession();
  @Mixin final CommonOptions common = new CommonOptions();
  @Mixin final JsonAnswer json = new JsonAnswer();
  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--lang", description = "fr or en (default: ${DEFAULT-VALUE})")
  private Language language = Language.FR;

  @Override
  public Integer call() {
    Policy policy = session.policy();
    DataMap map = session.map();
    try (Database database = session.open()) {
      Gates.fitting(database.dataSource(), map, policy);
      ComplianceState state =
          ComplianceState.latest(database.dataSource(), policy, map, session.today(policy))
              .orElseThrow(
                  () ->
                      new Refusal(
                          ExitCode.INVALID, "no run came to its end yet; run nightly-purge first"));
      List<Path> written =
          new PageFiles(
                  policy,
                  map,
                  language,
                  session.folder(policy),
                  Clock.systemUTC().instant(),
                  session.session().backups())
              .ofToday(state, database.dataSource());
      List<Finding> findings = state.findings(policy.sha256());
      ExitCode code = findings.isEmpty() ? ExitCode.DONE : ExitCode.QUARANTINE;
      ReportWords words = new ReportWords(Language.EN);
      if (json.asked()) {
        return json.tell(code, Answer.of(state, findings, words, written));
      }
      PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
      findings.forEach(finding -> out.println(words.count(finding.key(), finding.count())));
      written.forEach(page -> out.println("wrote " + page));
      out.flush();
      return code.code();
    }
  }

  /** Something that is not in order: its key is for programs, its text for people. */
  private record Found(String key, String weight, long count, String text) {}

  /**
   * The answer to a program.
   *
   * @param run the latest run that came to its end
   * @param findings what is not in order, the heaviest first
   */
  private record Answer(LocalDate day, long run, List<Found> findings, List<String> written) {

    static Answer of(
        ComplianceState state, List<Finding> findings, ReportWords words, List<Path> written) {
      return new Answer(
          state.today(),
          state.run().id(),
          findings.stream()
              .map(
                  each ->
                      new Found(
                          each.key().replaceFirst("^(broken|watch)-", "").replace('-', '_'),
                          each.weight().name().toLowerCase(Locale.ROOT),
                          each.count(),
                          words.count(each.key(), each.count())))
              .toList(),
          written.stream().map(Path::toString).toList());
    }
  }
}
