package fr.oubli.decision;

import fr.oubli.decision.clock.Watermark;
import fr.oubli.decision.statement.BulkDelete;
import fr.oubli.decision.statement.DueRows;
import fr.oubli.decision.statement.Eligibility;
import fr.oubli.decision.statement.GuardedWrite;
import fr.oubli.decision.statement.RowScope;
import fr.oubli.decision.statement.SliceLocks;
import fr.oubli.decision.statement.StoredAges;
import fr.oubli.decision.statement.SuspectRows;
import fr.oubli.decision.statement.Verification;
import fr.oubli.decision.statement.WholePartitions;
import fr.oubli.model.policy.Action;
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
 * @param eligibilities of the other rules, which say whether a row that refers to one of these goes
 */
record ActiveEnforcement(
    Eligibility eligibility, @Nullable Watermark watermark, Eligibilities eligibilities)
    implements Enforcement {

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
    return new ActiveEnforcement(eligibility.unregistered(), watermark, eligibilities);
  }

  @Override
  public boolean doneRowsStay() {
    return !action().removesRow() || eligibility.clock().perSubject();
  }

  @Override
  public Enforcement since(Watermark other) {
    return new ActiveEnforcement(eligibility, other, eligibilities);
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
    return Aliases.named(new SuspectRows(scope()).count());
  }

  @Override
  public Sql suspectKeys() {
    return Aliases.named(new SuspectRows(scope()).keys());
  }

  @Override
  public Sql dueKeys() {
    return Aliases.named(due().keys());
  }

  @Override
  public Sql places() {
    return Aliases.named(due().places());
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
    return named(acts);
  }

  @Override
  public Optional<BulkDelete> bulkDelete(long run, Slice slice) {
    return BulkDelete.of(eligibility, run, slice).map(BulkDelete::named);
  }

  @Override
  public Optional<WholePartitions> wholePartitions() {
    return WholePartitions.of(eligibility);
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
    return eligibility.clock().rowAloneTells();
  }

  @Override
  public List<SessionTable> verificationTables() {
    return new Verification(scope()).tables();
  }

  @Override
  public Sql verification() {
    return Aliases.named(new Verification(scope()).remaining());
  }

  @Override
  public Optional<Sql> oldest(boolean noneDue) {
    return new StoredAges(scope()).oldest(noneDue).map(Aliases::named);
  }

  @Override
  public Optional<Sql> ages(List<LocalDate> starts, double share) {
    return new StoredAges(scope()).spans(starts, share).map(Aliases::named);
  }

  private static List<Sql> named(List<Sql> statements) {
    return statements.stream().map(Aliases::named).toList();
  }

  private RowScope scope() {
    return new RowScope(eligibility, watermark);
  }

  private DueRows due() {
    return new DueRows(scope());
  }

  private Table table() {
    return eligibility.target().table();
  }
}
