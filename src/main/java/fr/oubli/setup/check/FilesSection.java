package fr.oubli.setup.check;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rewrite;
import fr.oubli.platform.console.Prose;
import fr.oubli.platform.console.TextTable;
import fr.oubli.schema.catalog.TableFiles;
import fr.oubli.schema.catalog.TableFilesReader;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What deleted rows leave in the files of the tables on which rules act, and who removes it. */
record FilesSection(DataSource dataSource, Policy policy, DataMap map) {

  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  CheckSection section() {
    List<TableFiles> tables = new TableFilesReader(dataSource).of(policy, map);
    List<String> lines = new ArrayList<>();
    lines.add(
        "a row that is deleted or changed stays in the files of its table until a VACUUM frees");
    lines.add(
        "its place, which takes no care to overwrite it; a rewrite of the table takes it out");
    List<TableFiles> waiting = tables.stream().filter(table -> !table.clean()).toList();
    if (!waiting.isEmpty()) {
      TextTable table = new TextTable("table", "dead rows", "last vacuumed", "last rewritten");
      waiting.forEach(
          each ->
              table.row(
                  each.name(),
                  each.deadPieces() == 0
                      ? each.dead()
                      : "%d, and %s of long values"
                          .formatted(each.dead(), Prose.count(each.deadPieces(), "piece")),
                  moment(each.vacuumed()),
                  moment(each.rewrites().last())));
      lines.addAll(CheckSection.indented(table));
    }
    List<String> clean = tables.stream().filter(TableFiles::clean).map(TableFiles::name).toList();
    if (!clean.isEmpty()) {
      lines.addAll(
          Phrases.wrapped(
              "no dead row in %s:".formatted(Prose.count(clean.size(), "table")), clean));
    }
    lines.add(asked());
    return new CheckSection("What deleted rows leave in files", lines);
  }

  private String asked() {
    Rewrite rewrite = policy.limits().rewrite();
    if (rewrite == null) {
      return "no table is rewritten: the policy does not ask for it (limits: rewrite)";
    }
    return "rewritten after the night in which rows went, between %s: %s"
        .formatted(
            rewrite.between(),
            rewrite.tables().isEmpty() ? "all tables" : String.join(", ", rewrite.tables()));
  }

  private String moment(@Nullable Instant moment) {
    ZoneId zone = policy.zone();
    return moment == null ? "never" : MOMENT.withZone(zone).format(moment);
  }
}
