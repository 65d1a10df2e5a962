package fr.oubli.decision;

import fr.oubli.decision.clock.Watermark;
import fr.oubli.decision.keep.HoldsInForce;
import fr.oubli.decision.statement.BulkDelete;
import fr.oubli.decision.statement.DueRows;
import fr.oubli.decision.statement.Eligibility;
import fr.oubli.decision.statement.GuardedWrite;
import fr.oubli.decision.statement.LeavingPaths;
import fr.oubli.decision.statement.LeftOutRows;
import fr.oubli.decision.statement.PlannedRows;
import fr.oubli.decision.statement.RefusedFiles;
import fr.oubli.decision.statement.RowScope;
import fr.oubli.decision.statement.SliceLocks;
import fr.oubli.decision.statement.StoredAges;
import fr.oubli.decision.statement.SuspectRows;
import fr.oubli.decision.statement.TriggerPath;
import fr.oubli.decision.statement.Verification;
import fr.oubli.decision.statement.WholePartitions;
import fr.oubli.model.policy.Action;
import fr.oubli.model.policy.Forecast;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.catalog.ForeignKey;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.Aliases;
import fr.oubli.schema.sql.SessionTable;
import fr.oubli.schema.sql.Slice;
import fr.oubli.schema.sql.Sql;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a rule does to the rows of the active base. Each question is answered by the class that
 * holds its statement.
 *
 * @param watermark null where all rows are looked at
 * @param plan null where no plan says which rows may go
 * @param eligibilities of the other rules, which say whether a row that refers to one of these goes
 */
record ActiveEnforcement(
    Eligibility eligibility,
    @Nullable Watermark watermark,
    @Nullable PlannedRows plan,
    Eligibilities eligibilities)
    implements Enforcement {

  ActiveEnforcement(Eligibility eligibility, Eligibilities eligibilities) {
    this(eligibility, null, null, eligibilities);
  }

  @Override
  public Rule rule() {
    return eligibility.target().rule();
  }

  @Override
  public String collection() {
    return eligibility.target().collection().name();
  }

  @Override
  public Action action() {
    return eligibility.target().action();
  }

  @Override
  public LocalDate cutoff() {
    return eligibility.cutoff();
  }

  @Override
  public Forecast forecast() {
    return new Forecast(
        eligibility.days().asOf(),
        rule().starts(),
        rule().keep().period(),
        eligibility.schema().policy().fiscalYears());
  }

  @Override
  public String relation() {
    return SqlName.of(table());
  }

  @Override
  public String rows() {
    return SqlName.rowsOf(table());
  }

  @Override
  public List<String> decidingTriggers() {
    return table().traits().deciding(action().removesRow());
  }

  @Override
  public Map<String, Sql> nulledReferences() {
    return due().nulledReferences();
  }

  @Override
  public Enforcement unheld() {
    return new ActiveEnforcement(eligibility.unregistered(), watermark, plan, eligibilities);
  }

  @Override
  public Enforcement registering(HoldsInForce inForce) {
    return new ActiveEnforcement(
        eligibility.registering(inForce), watermark, plan, eligibilities.registering(inForce));
  }

  @Override
  public boolean doneRowsStay() {
    return !action().removesRow() || eligibility.clock().perSubject();
  }

  /** An end may be written down long after it came, when its period is over already. */
  @Override
  public boolean comesInOrder() {
    // A value that says the period can change, and makes other rows due than those of a new day.
    return !rule().starts().mayStartLate() && rule().keep().read().isEmpty();
  }

  @Override
  public List<Table> gatheredFrom() {
    return eligibility.clock().gatheredFrom().stream().map(eligibility.schema()::table).toList();
  }

  @Override
  public Enforcement since(Watermark other) {
    return new ActiveEnforcement(eligibility, other, plan, eligibilities);
  }

  @Override
  public PlannedRows planned(String making) {
    return new PlannedRows(
        making,
        rule().name(),
        collection(),
        table().primaryKey().stream().map(table()::column).toList());
  }

  @Override
  public Enforcement within(String making) {
    return new ActiveEnforcement(eligibility, watermark, planned(making), eligibilities);
  }

  @Override
  public Sql keptCensus(String making) {
    return Aliases.named(due().census(planned(making)));
  }

  @Override
  public Sql started() {
    return Aliases.named(due().started());
  }

  @Override
  public List<SessionTable> tables() {
    return watermark == null ? eligibility.tables() : List.of();
  }

  @Override
  public List<SessionTable> referrersTables() {
    return new Referrers(eligibility, eligibilities).tables();
  }

  @Override
  public Map<Keeping, Sql> referrers() {
    return new Referrers(eligibility, eligibilities).kept();
  }

  @Override
  public Sql census(boolean withOldest) {
    return Aliases.named(due().census(withOldest));
  }

  @Override
  public Sql suspects() {
    Sql suspect = new SuspectRows(looked()).count();
    return Aliases.named(
        RefusedFiles.of(looked()).map(files -> files.added(suspect)).orElse(suspect));
  }

  @Override
  public Sql suspectKeys(long most) {
    Sql suspect = new SuspectRows(looked()).keys(most);
    return Aliases.named(
        RefusedFiles.of(looked()).map(files -> files.after(suspect)).orElse(suspect));
  }

  @Override
  public Sql dueKeys() {
    return Aliases.named(due().keys());
  }

  @Override
  public Optional<Sql> leavingPaths(long most) {
    return LeavingPaths.of(looked()).map(files -> Aliases.named(files.paths(most)));
  }

  @Override
  public Sql places() {
    return Aliases.named(due().places());
  }

  @Override
  public Optional<Sql> leftOut() {
    return new LeftOutRows(scope()).count().map(Aliases::named);
  }

  @Override
  public Sql notedPlaces() {
    return Aliases.named(due().notedPlaces());
  }

  @Override
  public List<Sql> locks(long run, Slice slice) {
    return named(new SliceLocks(eligibility, run).statements(slice));
  }

  @Override
  public List<Sql> acts(long run, Slice slice, boolean inPart) {
    GuardedWrite write = new GuardedWrite(eligibility, run);
    List<Sql> acts = new ArrayList<>();
    acts.add(write.act(slice));
    if (inPart && !eligibility.partial().isEmpty()) {
      acts.add(write.actBesideGrounds(slice));
    }
    TriggerPath.narrowed(eligibility.schema().catalog(), table()).ifPresent(acts::add);
    return named(acts);
  }

  @Override
  public Optional<BulkDelete> bulkDelete(long run, Slice slice) {
    return BulkDelete.of(eligibility, run, slice).map(BulkDelete::named);
  }

  @Override
  public Optional<WholePartitions> wholePartitions() {
    return WholePartitions.of(eligibility, plan);
  }

  @Override
  public boolean freesItsOwn() {
    return action().removesRow()
        && eligibility.schema().catalog().referencing(table()).stream().anyMatch(ForeignKey::self);
  }

  @Override
  public boolean staysWithWhole() {
    return eligibility.whole().isPresent();
  }

  @Override
  public boolean verifiedAlone() {
    return eligibility.clock().rowAloneTells() && !eligibility.reach().asksOtherRows();
  }

  @Override
  public List<SessionTable> verificationTables() {
    return new Verification(looked()).tables();
  }

  @Override
  public Sql verification() {
    return Aliases.named(new Verification(looked()).remaining(plan));
  }

  @Override
  public Optional<Sql> outsideKeys() {
    return eligibility.reach().isLimited()
        ? Optional.of(Aliases.named(new Verification(scope()).outside()))
        : Optional.empty();
  }

  @Override
  public Optional<Sql> oldest(boolean noneDue) {
    return new StoredAges(looked()).oldest(noneDue).map(Aliases::named);
  }

  @Override
  public Optional<Sql> ages(List<LocalDate> starts, double share) {
    return new StoredAges(looked()).spans(starts, share).map(Aliases::named);
  }

  private static List<Sql> named(List<Sql> statements) {
    return statements.stream().map(Aliases::named).toList();
  }

  /** What it may act on. */
  private RowScope scope() {
    return new RowScope(eligibility, watermark, plan);
  }

  /** What it looks at, whether a plan lets it act on it or not. */
  private RowScope looked() {
    return new RowScope(eligibility, watermark);
  }

  private DueRows due() {
    return new DueRows(scope());
  }

  private Table table() {
    return eligibility.target().table();
  }
}
