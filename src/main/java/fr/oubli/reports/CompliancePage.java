package fr.oubli.reports;

import fr.oubli.model.session.RunReport;
import fr.oubli.reports.ReportWords.Language;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * The page that the data protection officer looks at: written by every run at its end, and kept.
 * Beside it stand the latest page of the day, and the page over all days.
 */
public final class CompliancePage implements RunReport {

  @Override
  public List<Path> write(Sealed run) {
    return new PageFiles(
            run.policy(),
            run.map(),
            Language.FR,
            run.folder(),
            Clock.systemUTC().instant(),
            run.backups())
        .ofNight(ComplianceState.closing(run), run.dataSource());
  }
}
