package fr.oubli.reports;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.session.RunReport;
import fr.oubli.reports.ReportWords.Language;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** The page that the data protection officer looks at: written by every run at its end. */
public final class CompliancePage implements RunReport {

  private static final Template TEMPLATE = new Template("page");

  @Override
  public List<Path> write(Sealed run) {
    ComplianceState state = ComplianceState.closing(run.dataSource(), run.run(), run.asOf());
    return List.of(
        write(state, run.policy(), run.map(), Language.FR, run.folder(), Clock.systemUTC()));
  }

  static Path write(
      ComplianceState state,
      Policy policy,
      DataMap map,
      Language language,
      Path folder,
      Clock clock) {
    return TEMPLATE.write(
        folder.resolve("index.html"),
        new PageModel(state, policy, map, new ReportWords(language)).build(clock.instant()));
  }
}
