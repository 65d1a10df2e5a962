package fr.oubli.compliance;

import fr.oubli.compliance.Words.Language;
import fr.oubli.datamap.DataMap;
import fr.oubli.policy.Policy;
import fr.oubli.run.RunReport;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** The page that the data protection officer looks at: written by every run at its end. */
public final class CompliancePage implements RunReport {

  private static final Template TEMPLATE = new Template("page");

  @Override
  public List<Path> write(Sealed run) {
    State state = State.closing(run.dataSource(), run.run(), run.asOf());
    return List.of(
        write(state, run.policy(), run.map(), Language.FR, run.folder(), Clock.systemUTC()));
  }

  static Path write(
      State state, Policy policy, DataMap map, Language language, Path folder, Clock clock) {
    return TEMPLATE.write(
        folder.resolve("index.html"),
        new PageModel(state, policy, map, new Words(language)).build(clock.instant()));
  }
}
