package fr.oubli.reports;

import fr.oubli.model.policy.Rewrite;
import fr.oubli.schema.catalog.StoredParts;
import fr.oubli.schema.catalog.TableFiles;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What stays of deleted rows outside the tables' rows: in their files until they are freed or
 * written anew, and in the backups. Tables of which there is nothing to say share one line.
 *
 * @param backups how long a backup is kept; null where nobody declared it
 */
record FilesModel(ComplianceState state, ReaderNames names, @Nullable Period backups) {

  Map<String, Object> build() {
    List<TableFiles> tables = state.removals().tables();
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("files", tables.stream().filter(table -> !table.clean()).map(this::table).toList());
    model.put("files-clean", clean(tables));
    model.put("files-rewritten", rewritten(tables));
    model.put("files-asked", asked());
    model.put(
        "files-faults",
        tables.stream()
            .filter(table -> table.rewrites().fault() != null)
            .map(
                table ->
                    names.words().text("rewrite-fault-" + table.rewrites().fault(), name(table)))
            .toList());
    model.put("files-backups", inBackups());
    return model;
  }

  private Map<String, Object> table(TableFiles table) {
    String dead = names.words().number(table.dead());
    return Map.of(
        "name",
        name(table),
        "dead",
        table.deadPieces() == 0
            ? dead
            : names.words().text("files-pieces", dead, names.words().number(table.deadPieces())),
        "vacuumed",
        moment(table.vacuumed()),
        "rewritten",
        moment(table.rewrites().last()));
  }

  private String moment(@Nullable Instant moment) {
    return moment == null
        ? names.words().text("files-never")
        : names.words().moment(moment, names.policy().zone());
  }

  private String name(TableFiles table) {
    return switch (table.name()) {
      case StoredParts.ARCHIVE -> names.words().text("files-archive");
      case StoredParts.OWN -> names.words().text("files-own");
      default -> names.collection(table.name());
    };
  }

  private String clean(List<TableFiles> tables) {
    List<TableFiles> clean = tables.stream().filter(TableFiles::clean).toList();
    return clean.isEmpty()
        ? ""
        : names.words().count("files-clean", clean.size())
            + clean.stream().map(this::name).collect(Collectors.joining(", "))
            + ".";
  }

  private String rewritten(List<TableFiles> tables) {
    String all =
        tables.stream()
            .filter(table -> table.rewrites().last() != null)
            .map(table -> name(table) + " (" + moment(table.rewrites().last()) + ")")
            .collect(Collectors.joining(", "));
    return all.isEmpty() ? "" : names.words().text("files-rewritten", all);
  }

  private String asked() {
    Rewrite rewrite = names.policy().limits().rewrite();
    if (rewrite == null) {
      return names.words().text("files-not-asked");
    }
    return names
        .words()
        .text(
            "files-asked",
            rewrite.tables().isEmpty()
                ? names.words().text("files-all")
                : names.collections(rewrite.tables()),
            rewrite.between());
  }

  /** What the run destroyed was in a backup of its day at the latest. */
  private String inBackups() {
    LocalDate day = LocalDate.ofInstant(state.run().ended(), names.policy().zone());
    return backups == null
        ? names.words().text("backups-undeclared")
        : names
            .words()
            .text(
                "backups-declared",
                names.words().period(backups),
                names.words().day(day),
                names.words().day(day.plus(backups)));
  }
}
