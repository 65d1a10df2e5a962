package fr.oubli.decision;

import fr.oubli.catalog.Column;
import fr.oubli.catalog.ForeignKey;
import fr.oubli.catalog.SqlName;
import fr.oubli.policy.Action;
import fr.oubli.policy.ColumnName;
import fr.oubli.policy.Rule;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A rule's action on the rows of the active base.
 *
 * @param last null where everything is looked at
 */
record ActiveDuty(Decision decision, @Nullable LastLook last) implements Duty {

  private static final String ROW = "t";

  @Override
  public Rule rule() {
    return decision.task().rule();
  }

  @Override
  public String collection() {
    return decision.task().collection().name();
  }

  @Override
  public String action() {
    return decision.task().action().word();
  }

  @Override
  public LocalDate cutoff() {
    return decision.cutoff();
  }

  @Override
  public String relation() {
    return SqlName.of(decision.task().table());
  }

  @Override
  public Duty unheld() {
    return new ActiveDuty(decision.unregistered(), last);
  }

  /** Rows past their date that stay in the table make every look at all of them dearer. */
  @Override
  public boolean donesStay() {
    return decision.task().action() instanceof Action.Anonymise
        || decision.anchor() instanceof PersonAnchor;
  }

  @Override
  public Duty since(LastLook look) {
    return new ActiveDuty(decision, look);
  }

  @Override
  public Sql census(boolean withOldest) {
    Sql anchor = withOldest ? decision.anchorDay(ROW) : Sql.of("null::date");
    Sql oldest = Sql.of("min(anchor)");
    if (decision.anchor() instanceof RowAnchor row && verifiedAlone()) {
      // The least instant is turned into a day, not every instant into the day it falls on.
      anchor = row.instant(ROW);
      oldest = row.dayOf(oldest);
    }
    return Sql.format(
        "select count(*) as due, count(*) filter (where held) as held,"
            + " count(*) filter (where restricted and not held) as restricted,"
            + " count(*) filter (where in_part and not held) as in_part, {} as oldest"
            + " from (select {} as held, {} as restricted, {} as in_part, {} as anchor"
            + " from {} where {} and {}) due",
        oldest,
        decision.kept(Keeper.Kind.HOLD, ROW, look()),
        decision.kept(Keeper.Kind.RESTRICTION, ROW, look()),
        decision.keptInPart(ROW, look()),
        anchor,
        from(),
        among(),
        decision.due(ROW, look()));
  }

  @Override
  public Sql suspects() {
    return Sql.format("select count(*) from {} where {}", from(), suspect());
  }

  /** Reached from the few dates that cannot be judged, wherever those are another row's. */
  private Sql suspect() {
    if (verifiedAlone()) {
      return decision.suspect(ROW, Look.SETS);
    }
    DateTest unclear = (date, type) -> Suspicion.any(Anchor.ANY, date, decision.days(), type);
    return Sql.format(
        "{} and {}",
        Recent.picked(ROW, decision.task().table(), decision.anchor().touched("c", unclear)),
        decision.suspect(ROW, Look.PROBES));
  }

  private Look look() {
    return last == null ? Look.SETS : Look.PROBES;
  }

  private Sql among() {
    return last == null ? Sql.TRUE : new Recent(decision, last).among(ROW);
  }

  @Override
  public Sql suspectKeys() {
    return Sql.format(
        "select " + keyText() + " as row_key, {} as reason from {} where {}",
        decision.suspicion(ROW, Look.PROBES),
        from(),
        suspect());
  }

  @Override
  public Sql dueKeys() {
    return Sql.format(
        "select " + keyText() + " as row_key from {} where {} and {}",
        from(),
        among(),
        decision.due(ROW, look()));
  }

  @Override
  public Sql places() {
    return places(among());
  }

  @Override
  public Sql notedPlaces() {
    return places(last == null ? Sql.TRUE : new Recent(decision, last).amongNoted(ROW));
  }

  private Sql places(Sql among) {
    return Sql.format(
        "select {}.tableoid::regclass::text as leaf, {}.ctid::text as place from {}"
            + " where {} and {} order by {}.tableoid, {}.ctid",
        Sql.of(ROW),
        Sql.of(ROW),
        from(),
        among,
        decision.actionable(ROW, look()),
        Sql.of(ROW),
        Sql.of(ROW));
  }

  @Override
  public List<Sql> locks(long run, Slice slice) {
    GuardedWrite write = new GuardedWrite(decision, run);
    List<Sql> first = new ArrayList<>();
    write.lockPersons(slice).ifPresent(first::add);
    write.lockRows(slice).ifPresent(first::add);
    first.addAll(write.rememberGuestEvents(slice));
    return first;
  }

  @Override
  public List<Sql> acts(long run, Slice slice, boolean inPart) {
    GuardedWrite write = new GuardedWrite(decision, run);
    List<Sql> acts = new ArrayList<>();
    acts.add(write.act(slice));
    if (inPart && !decision.partial().isEmpty()) {
      acts.add(write.actBesideKeepers(slice));
    }
    return acts;
  }

  @Override
  public Optional<BulkDelete> bulkDelete(long run, Slice slice) {
    return BulkDelete.of(decision, run, slice);
  }

  @Override
  public Optional<WholePartitions> wholePartitions() {
    return WholePartitions.of(decision);
  }

  @Override
  public boolean freesItsOwn() {
    return !(decision.task().action() instanceof Action.Anonymise)
        && decision.estate().catalog().referencing(decision.task().table()).stream()
            .anyMatch(ForeignKey::self);
  }

  @Override
  public boolean verifiedAlone() {
    return decision.ownClock();
  }

  @Override
  public Sql verification() {
    return new Verification(decision, look()).remaining(among());
  }

  @Override
  public Optional<Sql> oldest(boolean noneDue) {
    return decision.anchor().ownDate().map(date -> oldest(date, noneDue));
  }

  private Sql oldest(ColumnName date, boolean noneDue) {
    Sql undue = oldest(date, cutoff().plusDays(1), Sql.TRUE);
    if (noneDue && decision.rowAloneDecides()) {
      return undue;
    }
    return last == null
        ? oldest(date, Suspicion.FIRST_CREDIBLE_DAY, Sql.TRUE)
        : Sql.format(
            "select least(({}), ({}))", undue, oldest(date, Suspicion.FIRST_CREDIBLE_DAY, among()));
  }

  /** The least of the plain column, so that an index on it answers by its first entry. */
  private Sql oldest(ColumnName name, LocalDate from, Sql among) {
    Sql date = Sql.of(ROW + "." + SqlName.of(decision.task().table().column(name.column())));
    Column type = decision.task().table().column(name.column());
    return Sql.format(
        "select {} from {} where {} and {} and {} and {}",
        decision.days().dayOf(Sql.format("min({})", date), type),
        from(),
        decision.days().from(from, date, type),
        among,
        decision.inReach(ROW),
        decision.todo().left(ROW));
  }

  @Override
  public Optional<Sql> ages(List<LocalDate> starts, double share) {
    return decision
        .anchor()
        .span(ROW, starts)
        .map(
            span ->
                Sql.format(
                    "select bucket, count(*) as rows from (select {} as bucket from {}{}"
                        + " where {} and {}) spans where bucket between 1 and {} group by bucket",
                    span,
                    from(),
                    Sql.sample(share),
                    decision.inReach(ROW),
                    decision.todo().left(ROW),
                    Sql.of("?", starts.size() - 1)));
  }

  @Override
  public Sql fingerprint() {
    return Sql.format(
        "select coalesce(sum(hashtextextended("
            + keyText()
            + ", 0)::numeric), 0)::text from {} where {} and {}",
        from(),
        among(),
        decision.actionable(ROW, look()));
  }

  private String keyText() {
    return Keys.text(ROW, decision.task().table());
  }

  private Sql from() {
    return Sql.of(rows() + " " + ROW);
  }

  @Override
  public String rows() {
    return SqlName.rowsOf(decision.task().table());
  }

  @Override
  public List<String> decidingTriggers() {
    boolean deletes = !(decision.task().action() instanceof Action.Anonymise);
    return decision.task().table().traits().deciding(deletes);
  }

  @Override
  public Map<String, Sql> detached() {
    Map<String, Sql> counts = new LinkedHashMap<>();
    if (!(decision.task().action() instanceof Action.Anonymise)) {
      for (Detached each : Detached.by(decision.estate(), decision.task())) {
        counts.put(
            each.child().name() + " (" + each.key().name() + ")",
            each.count(ROW, Sql.format("{} and {}", among(), decision.actionable(ROW, look()))));
      }
    }
    return counts;
  }
}
