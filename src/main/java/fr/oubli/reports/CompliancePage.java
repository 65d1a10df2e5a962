package fr.oubli.reports;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.session.RunReport;
import fr.oubli.reports.ReportWords.Language;
import fr.oubli.rights.version.VersionCounts.Counted;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The page that the data protection officer looks at: written by every run at its end, and kept.
 * Beside it stand the latest page of the day, and the page over all days.
 */
public final class CompliancePage implements RunReport {

  private final @Nullable Counted versions;

  public CompliancePage() {
    this(null);
  }

  private CompliancePage(@Nullable Counted versions) {
    this.versions = versions;
  }

  @Override
  public RunReport looked(DataSource dataSource, Policy policy, DataMap map) {
    return new CompliancePage(ComplianceState.versions(dataSource, policy, map));
  }

  @Override
  public List<Path> write(Sealed run) {
    Counted counted =
        versions != null
            ? versions
            : ComplianceState.versions(run.dataSource(), run.policy(), run.map());
    return new PageFiles(
            run.policy(),
            run.map(),
            Language.FR,
            run.folder(),
            Clock.systemUTC().instant(),
            run.backups())
        .ofNight(ComplianceState.closing(run, counted), run.dataSource());
  }
}
