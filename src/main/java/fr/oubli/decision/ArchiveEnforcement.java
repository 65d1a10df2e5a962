package fr.oubli.decision;

import fr.oubli.decision.clock.Days;
import fr.oubli.decision.clock.Watermark;
import fr.oubli.decision.keep.Approval;
import fr.oubli.decision.keep.LeavingFiles;
import fr.oubli.decision.statement.DestroyedNumbers;
import fr.oubli.decision.statement.FileLeavings;
import fr.oubli.decision.statement.PeriodOver;
import fr.oubli.decision.statement.PlannedRows;
import fr.oubli.model.policy.Action;
import fr.oubli.model.policy.Delete;
import fr.oubli.model.policy.Forecast;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.sql.KeyLines;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.Slice;
import fr.oubli.schema.sql.Sql;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The end of the intermediate archive: rows whose legal minimum is over are deleted.
 *
 * @param rule that ends the archive
 * @param archived the collection that the rows came from
 * @param plan null where no plan says which rows may go
 * @param which of the rows, each behind the alias {@code t}
 */
record ArchiveEnforcement(
    MappedSchema schema,
    Days days,
    Rule rule,
    String archived,
    LocalDate cutoff,
    @Nullable PlannedRows plan,
    Sql which)
    implements Enforcement {

  private static final List<Column> KEY =
      List.of(new Column("row_key", "text", "text", true, false, null));

  private static final Action DELETE = new Delete();

  /** The end of all rows whose period is over. */
  ArchiveEnforcement(MappedSchema schema, Days days, Rule rule, String archived, LocalDate cutoff) {
    this(schema, days, rule, archived, cutoff, null, Sql.TRUE);
  }

  /** The end of some of them, each behind the alias {@code t}. */
  ArchiveEnforcement of(Sql some) {
    return new ArchiveEnforcement(schema, days, rule, archived, cutoff, plan, some);
  }

  @Override
  public String collection() {
    return "archive." + archived;
  }

  @Override
  public Forecast forecast() {
    return new Forecast(
        days.asOf(), rule.starts(), rule.keep().period(), schema.policy().fiscalYears());
  }

  @Override
  public Action action() {
    return DELETE;
  }

  @Override
  public String relation() {
    return "\"oubli\".\"archive\"";
  }

  @Override
  public Enforcement unheld() {
    return this;
  }

  @Override
  public boolean doneRowsStay() {
    return false;
  }

  @Override
  public @Nullable Watermark watermark() {
    return null;
  }

  @Override
  public Enforcement since(Watermark other) {
    return this;
  }

  @Override
  public PlannedRows planned(String making) {
    return new PlannedRows(making, rule.name(), collection(), KEY);
  }

  @Override
  public Enforcement within(String making) {
    return new ArchiveEnforcement(schema, days, rule, archived, cutoff, planned(making), which);
  }

  @Override
  public Sql keptCensus(String making) {
    return planned(making)
        .census(
            relation(),
            Sql.format(
                "select t.tableoid as leaf, t.ctid as place, 0 as lane, t.row_key, {} as line, {} as held,"
                    + " {} as restricted, false as in_part, t.anchor"
                    + " from oubli.archive t where {}",
                new KeyLines(KEY).line("t"),
                held("hold"),
                held("restriction"),
                due()),
            Sql.of("min(oldest)"));
  }

  @Override
  public Sql started() {
    return Sql.format(
        "select t.row_key, t.anchor as day from oubli.archive t where {}", planned(actionable()));
  }

  @Override
  public Sql dueKeys() {
    return Sql.format("select t.row_key from oubli.archive t where {}", planned(due()));
  }

  @Override
  public Sql places() {
    return Sql.format(
        "select t.tableoid::regclass as leaf, t.ctid as place, 0 as lane from oubli.archive t"
            + " where {}",
        planned(actionable()));
  }

  @Override
  public Sql census(boolean withOldest) {
    return Sql.format(
        "select count(*) as due, count(*) filter (where held) as held,"
            + " count(*) filter (where restricted and not held) as restricted,"
            + " 0::bigint as in_part, coalesce(sum(hashtextextended(row_key, 0))"
            + " filter (where not held and not restricted), 0)::text as digest,"
            + " min(anchor) as oldest from (select {} as held, {} as restricted, row_key, anchor"
            + " from oubli.archive t where {}) due",
        held("hold"),
        held("restriction"),
        planned(due()));
  }

  @Override
  public Sql suspects() {
    return namesFiles()
        ? Sql.format("select count(*) from oubli.archive t where {} and {}", due(), refusedFile())
        : Sql.of("select 0::bigint");
  }

  @Override
  public Sql suspectKeys(long most) {
    if (!namesFiles()) {
      return Sql.of("select null::text as row_key, null::text as reason where false");
    }
    return Sql.format(
        "select t.row_key, {} as reason from oubli.archive t where {} and {} limit {}",
        Sql.of("?", LeavingFiles.REFUSED),
        due(),
        refusedFile(),
        Sql.of("?", most));
  }

  @Override
  public List<Sql> locks(long run, Slice slice) {
    return List.of();
  }

  @Override
  public List<Sql> acts(long run, Slice slice, boolean inPart) {
    List<Sql> returned = new ArrayList<>(List.of(Sql.of("t.row_key as k")));
    List<Sql> parts = new ArrayList<>();
    DestroyedNumbers.of(schema, archived)
        .ifPresent(
            numbers -> {
              returned.addAll(numbers.returnedFromArchive("t", days));
              parts.add(numbers.remembered(run));
            });
    FileLeavings.ofArchived(schema, archived)
        .ifPresent(
            files -> {
              returned.addAll(files.returnedFromArchive("t"));
              parts.addAll(files.parts(run));
            });
    parts.add(
        0,
        Sql.format(
            "gone as (delete from oubli.archive t where {} and {} returning {})",
            slice.rows("t"),
            actionable(),
            Sql.list(returned)));
    return List.of(
        Sql.format(
            "with {} select oubli.append_entry({}, {}, {}, {}, 'delete', {},"
                + " array_agg(k)::text, count(*)) from gone",
            Sql.list(parts),
            Sql.of("?", run),
            Sql.of("?", rule.name()),
            Sql.of("?", schema.policy().sha256()),
            Sql.of("?", collection()),
            Sql.of("?", cutoff)));
  }

  @Override
  public boolean verifiedAlone() {
    return true;
  }

  @Override
  public Sql verification() {
    return Sql.format(
        "select t.row_key, {} as held, {} as restricted, false as referenced{} from oubli.archive t"
            + " where t.governed_by = {} and t.collection = {} and {}",
        held("hold"),
        held("restriction"),
        plan == null ? Sql.of("") : Sql.format(", {} as unplanned", plan.include("t").not()),
        Sql.of("?", rule.name()),
        Sql.of("?", archived),
        new PeriodOver(rule, days, schema.policy()).ofDay(Sql.of("t.anchor")));
  }

  @Override
  public Optional<Sql> oldest(boolean noneDue) {
    return Optional.of(
        Sql.of(
            "select min(anchor) from oubli.archive where governed_by = ? and collection = ?",
            rule.name(),
            archived));
  }

  @Override
  public Optional<Sql> ages(List<LocalDate> starts, double share) {
    return Optional.of(
        Sql.format(
            "select bucket, count(*) as rows from (select {} as bucket from oubli.archive t{}"
                + " where t.governed_by = {} and t.collection = {}) spans"
                + " where bucket between 1 and {} group by bucket",
            Days.span(Sql.of("t.anchor"), starts),
            Sql.sample(share),
            Sql.of("?", rule.name()),
            Sql.of("?", archived),
            Sql.of("?", starts.size() - 1)));
  }

  private Sql due() {
    return Sql.all(
        Sql.of(
            "t.governed_by = ? and t.collection = ? and t.anchor <= ?",
            rule.name(),
            archived,
            cutoff),
        which);
  }

  /** What meets a condition, of a plan's rows where there is a plan. */
  private Sql planned(Sql condition) {
    return plan == null ? condition : Sql.all(condition, plan.include("t"));
  }

  private Sql actionable() {
    return Sql.format("{} and not ({}) and not ({})", due(), held("hold"), held("restriction"));
  }

  /** Whether a hold or a restriction keeps the row. */
  Sql held(String kind) {
    List<Sql> scopes = new ArrayList<>();
    scopes.add(Sql.of("h.collection = ? and h.scope = 'collection'", archived));
    scopes.add(Sql.of("h.collection = ? and h.scope = 'row' and h.row_key = t.row_key", archived));
    if (schema.hasSubjects()) {
      scopes.add(
          Sql.of(
              "h.collection = ? and (h.scope in ('subject', 'owner') and h.row_key = t.subject_key"
                  + " or h.scope = 'subject' and h.row_key = any (t.party_keys))",
              schema.subjectRule().collection()));
    }
    Sql registered =
        Sql.format(
            "exists (select 1 from oubli.active_hold h where h.kind = {} and {})",
            Sql.of("?", kind),
            Sql.any(scopes));
    if (!kind.equals("hold")) {
      return registered;
    }
    List<Sql> holds = new ArrayList<>(List.of(registered));
    Approval.of(schema, archived)
        .ifPresent(approval -> holds.add(approval.missingInArchive("t", archived)));
    if (namesFiles()) {
      holds.add(refusedFile());
    }
    return Sql.any(holds);
  }

  private boolean namesFiles() {
    return schema.policy().files().containsKey(archived);
  }

  /** The row is past its end, but a file of it is at an address that is not handed on. */
  private Sql refusedFile() {
    return FileLeavings.ofArchived(schema, archived)
        .map(files -> files.refusedInArchive("t"))
        .orElse(Sql.FALSE);
  }
}
