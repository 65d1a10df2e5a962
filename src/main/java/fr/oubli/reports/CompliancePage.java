package fr.oubli.reports;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.session.RunReport;
import fr.oubli.reports.ReportWords.Language;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Period;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The page that the data protection officer looks at: written by every run at its end. */
public final class CompliancePage implements RunReport {

  private static final Template TEMPLATE = new Template("page");

  @Override
  public List<Path> write(Sealed run) {
    return List.of(
        write(
            ComplianceState.closing(run),
            run.policy(),
            run.map(),
            new Said(Language.FR, run.backups()),
            run.folder(),
            Clock.systemUTC()));
  }

  /**
   * What neither the database nor the policy tells.
   *
   * @param backups how long a backup is kept; null where nobody declared it
   */
  record Said(Language language, @Nullable Period backups) {}

  static Path write(
      ComplianceState state,
      Policy policy,
      DataMap map,
      Said said,
      Path folder,
      Clock clock) {
    return TEMPLATE.write(
        folder.resolve("index.html"),
        new PageModel(state, policy, map, new ReportWords(said.language()), said.backups())
            .build(clock.instant()));
  }
}
