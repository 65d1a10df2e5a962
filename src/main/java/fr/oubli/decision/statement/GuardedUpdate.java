package fr.oubli.decision.statement;

import fr.oubli.decision.keep.RetentionGround;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.Slice;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The statements that mask the due rows of a slice, each with its ledger entry. */
record GuardedUpdate(Eligibility eligibility, long run) {

  private static final String ROW = "t";

  /** Masks the rows of which no ground needs a column. */
  Sql mask(Slice slice) {
    Sql rows = eligibility.unkept(slice);
    return update(
        slice,
        List.of(),
        eligibility.partial().isEmpty()
            ? rows
            : Sql.format("{} and not {}", rows, eligibility.keptInPart(ROW, LookupStyle.PROBES)));
  }

  /** Masks the rows of which grounds need some columns, but for those columns. */
  Sql maskBesideGrounds(Slice slice) {
    return update(
        slice,
        eligibility.partial(),
        Sql.all(eligibility.keptInPart(ROW, LookupStyle.PROBES), eligibility.actionable(slice)));
  }

  /** Where every mask leaves its column as it is, there is nothing to do to any row. */
  private Sql update(Slice slice, List<RetentionGround> beside, Sql rows) {
    if (eligibility.pending().masked().isEmpty()) {
      return Sql.of("select 0::bigint");
    }
    LedgerEntry entry = new LedgerEntry(eligibility, run);
    Optional<FileLeavings> files = FileLeavings.of(eligibility);
    if (files.isPresent()) {
      return update(slice, beside, rows, files.get());
    }
    return Sql.format(
        "with gone as (update {} set {}{} returning {} as k{}) {}",
        slice.from(eligibility.target().table()),
        eligibility.pending().assignments(beside, ROW, LookupStyle.PROBES),
        Sql.where(List.of(slice.rows(ROW), rows, widened())),
        entry.key(ROW),
        undone(beside),
        mayBeUndone() ? Sql.format("{} where not undone", entry.ofGone()) : entry.ofGone());
  }

  /**
   * Files whose names are masked go too. The names are read under the locks that the update needs,
   * since it returns what the row holds afterwards.
   */
  private Sql update(Slice slice, List<RetentionGround> beside, Sql rows, FileLeavings files) {
    LedgerEntry entry = new LedgerEntry(eligibility, run);
    MappedSchema schema = eligibility.schema();
    List<Sql> before = new ArrayList<>(List.of(Sql.of("t.ctid as place")));
    before.addAll(files.returned(schema, ROW));
    List<Sql> returned = new ArrayList<>(List.of(Sql.format("{} as k", entry.key(ROW))));
    returned.addAll(files.unnamed(schema, ROW, "was"));
    List<Sql> parts = new ArrayList<>();
    parts.add(
        Sql.format(
            "was as materialized (select {} from {}{} for no key update of t)",
            Sql.list(before),
            slice.from(eligibility.target().table()),
            Sql.where(List.of(slice.rows(ROW), rows))));
    parts.add(
        Sql.format(
            "changed as (update {} set {} from was where {} returning {}{})",
            slice.from(eligibility.target().table()),
            eligibility.pending().assignments(beside, ROW, LookupStyle.PROBES),
            Sql.all(Sql.of("t.ctid = was.place"), widened()),
            Sql.list(returned),
            undone(beside)));
    parts.add(
        Sql.of("gone as (select * from changed" + (mayBeUndone() ? " where not undone)" : ")")));
    parts.addAll(files.parts(run));
    return Sql.format("with {} {}", Sql.list(parts), entry.ofGone());
  }

  private Sql widened() {
    return TriggerPath.widened(eligibility.schema().catalog(), eligibility.target().table());
  }

  /** A trigger can put back what a mask took away. Such a row is not done, and has no entry. */
  private Sql undone(List<RetentionGround> beside) {
    return mayBeUndone()
        ? Sql.format(
            ", {} as undone", eligibility.pending().leftBeside(beside, ROW, LookupStyle.PROBES))
        : Sql.of("");
  }

  private boolean mayBeUndone() {
    return !eligibility.target().table().traits().deciding(false).isEmpty();
  }
}
