package fr.oubli.intake;

import fr.oubli.intake.FeedEnd.Outcome;
import fr.oubli.intake.FeedRegister.Source;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.feed.CellForm;
import fr.oubli.model.feed.FeedFile;
import fr.oubli.model.feed.FeedMapping;
import fr.oubli.model.feed.FeedTarget;
import fr.oubli.model.feed.Filling;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.session.KeptAway;
import fr.oubli.platform.console.RunLock;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.gate.Gates;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Brings one file in. What the file says is read, judged and staged first; then all that is good of
 * it comes in at once, or nothing.
 *
 * @param folders where keys are, and where bad lines go
 * @param operator who brings it in, as the register says
 */
public record Feed(
    DataSource dataSource,
    Policy policy,
    DataMap map,
    KeptAway keptAway,
    Folders folders,
    LocalDate today,
    String operator) {

  /**
   * @param home of the suppression list's key
   * @param rejected of the files of bad lines
   */
  public record Folders(Path home, Path rejected) {}

  /**
   * How it ended.
   *
   * @param lines what to tell people; nothing of anybody
   */
  public record Done(ExitCode code, List<String> lines) {}

  /**
   * @param lines how many the file has behind the first, where whoever sent it says so
   * @param mostBad the largest share of bad lines with which the others come in
   * @throws fr.oubli.platform.exit.Refusal when nothing was brought in, with the reason
   */
  public Done bringIn(Path file, FeedMapping mapping, @Nullable Long lines, double mostBad) {
    FeedInput input = new FeedInput(file, mapping, lines, mostBad, FeedInput.Taken.of(file));
    Layout layout = Layout.read(file, input.shown(), mapping);
    try (RunLock lock = RunLock.acquire(dataSource, RunLock.CHANGES)) {
      FeedRegister register = new FeedRegister(dataSource);
      Source source =
          new Source(
              mapping.name(),
              layout.file().name(),
              input.shown(),
              input.taken().sha256(),
              mapping.sha256());
      Optional<FeedRegister.Earlier> earlier = register.done(source, policy.zone());
      if (earlier.isPresent()) {
        return new Done(
            ExitCode.DONE,
            List.of(
                "%s was brought in on %s, as feed %d: nothing to do"
                    .formatted(input.shown(), earlier.get().on(), earlier.get().feed())));
      }
      Catalog catalog = catalog(layout);
      Outcome outcome = new FeedJob(dataSource).run(work(input, layout, catalog, register, source));
      return new Done(outcome.code(), outcome.lines());
    }
  }

  private Catalog catalog(Layout layout) {
    Catalog catalog = Catalog.read(dataSource, map);
    Gates.refuse(Gates.check(dataSource, catalog, map, policy), map);
    new MappingGate(dataSource, catalog, map).refuse(layout.mapping());
    return catalog;
  }

  private FeedWork work(
      FeedInput input, Layout layout, Catalog catalog, FeedRegister register, Source source) {
    FeedFile kind = layout.file();
    // Before anything is begun: a list without its key refuses.
    SuppressedDigests suppressed =
        new SuppressedDigests(
            dataSource,
            kind.cells().stream().map(CellForm::type).toList(),
            keptAway.digests(dataSource, folders.home(), policy),
            policy.zone());
    StagingTable staging = new StagingTable(dataSource, register.begin(source, operator), kind);
    staging.prepare();
    List<CellReader> readers =
        kind.cells().stream()
            .map(cell -> new CellReader(cell, columns(cell, kind, catalog), policy.zone()))
            .toList();
    return new FeedWork(
        staging,
        new LineBlockReader(input.path(), staging),
        new LineProcessor(layout, readers, today, suppressed),
        new FeedEnd(
            input,
            register,
            new Judgement(dataSource, staging, policy, map, catalog),
            new Merge(dataSource, staging, policy, map, catalog),
            new RejectedLines(staging, layout, input.path(), folders.rejected()),
            today));
  }

  /** Where a cell goes. */
  private List<Column> columns(CellForm cell, FeedFile kind, Catalog catalog) {
    List<Column> columns = new ArrayList<>();
    for (FeedTarget target : kind.into()) {
      for (Filling filling : target.fillings()) {
        if (cell.name().equals(filling.cell())) {
          columns.add(catalog.table(map.required(target.collection())).column(filling.column()));
        }
      }
    }
    return columns;
  }
}
