package fr.oubli.reports;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.reports.ReportWords.Language;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Writes the page of a run, of its day, and over all days.
 *
 * @param folder of the day
 * @param now when the pages are written
 * @param backups how long a backup is kept; null where nobody declared it
 */
record PageFiles(
    Policy policy,
    DataMap map,
    Language language,
    Path folder,
    Instant now,
    @Nullable Period backups) {

  private static final Template TEMPLATE = new Template("page");

  /** At the end of a run. */
  List<Path> ofNight(ComplianceState state, DataSource dataSource) {
    Map<String, Object> model = model(state);
    return List.of(
        TEMPLATE.write(ofRun(state.run()), model),
        TEMPLATE.write(RunPages.index(folder, language), model),
        history(dataSource));
  }

  /** As of a later moment: the page of the run itself is written only where there is none yet. */
  List<Path> ofToday(ComplianceState state, DataSource dataSource) {
    Map<String, Object> model = model(state);
    List<Path> written =
        new ArrayList<>(List.of(TEMPLATE.write(RunPages.index(folder, language), model)));
    RunFacts run = state.run();
    if (pages().existing(run.asOf(), run.id(), run.seal().digest(), language).isEmpty()) {
      written.add(TEMPLATE.write(ofRun(run), model));
    }
    written.add(history(dataSource));
    return written;
  }

  Path page(ComplianceState state, Path file) {
    return TEMPLATE.write(file, model(state));
  }

  private Map<String, Object> model(ComplianceState state) {
    return new PageModel(state, policy, map, new ReportWords(language), backups).build(now);
  }

  private Path ofRun(RunFacts run) {
    return pages().file(run.asOf(), run.id(), run.seal().digest(), language);
  }

  /** Also in the other language, where it is there: it leads to what was written just now. */
  private Path history(DataSource dataSource) {
    List<PastRun> runs = new HistoryReader(dataSource).runs();
    for (Language each : Language.values()) {
      if (each == language || Files.exists(RunPages.index(pages().root(), each))) {
        new HistoryPage(runs, new ReaderNames(policy, map, new ReportWords(each)), pages())
            .write(each, now);
      }
    }
    return RunPages.index(pages().root(), language);
  }

  /** The folder of all days holds the day's. */
  private RunPages pages() {
    Path parent = folder.getParent();
    return new RunPages(
        parent == null ? Objects.requireNonNull(folder.toAbsolutePath().getParent()) : parent);
  }
}
