package fr.oubli.decision;

import fr.oubli.decision.clock.ClockSql;
import fr.oubli.decision.clock.DateDefect;
import fr.oubli.decision.clock.DateTest;
import fr.oubli.decision.clock.PersonClockSql;
import fr.oubli.decision.clock.RowClockSql;
import fr.oubli.decision.clock.Watermark;
import fr.oubli.decision.keep.RetentionGround;
import fr.oubli.decision.statement.BulkDelete;
import fr.oubli.decision.statement.Eligibility;
import fr.oubli.decision.statement.GuardedWrite;
import fr.oubli.decision.statement.IncrementalCandidates;
import fr.oubli.decision.statement.NulledReferences;
import fr.oubli.decision.statement.Verification;
import fr.oubli.decision.statement.WholePartitions;
import fr.oubli.model.policy.Action;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.catalog.ForeignKey;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.Slice;
import fr.oubli.schema.sql.Sql;
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
record ActiveEnforcement(Eligibility eligibility, @Nullable Watermark last) implements Enforcement {

  private static final String ROW = "t";

  @Override
  public Rule rule() {
    return eligibility.target().rule();
  }

  @Override
  public String collection() {
    return eligibility.target().collection().name();
  }

  @Override
  public String action() {
    return eligibility.target().action().word();
  }

  @Override
  public LocalDate cutoff() {
    return eligibility.cutoff();
  }

  @Override
  public String relation() {
    return SqlName.of(eligibility.target().table());
  }

  @Override
  public Enforcement unheld() {
    return new ActiveEnforcement(eligibility.unregistered(), last);
  }

  /** Rows past their date that stay in the table make every look at all of them dearer. */
  @Override
  public boolean donesStay() {
    return eligibility.target().action() instanceof Action.Anonymise
        || eligibility.anchor() instanceof PersonClockSql;
  }

  @Override
  public Enforcement since(Watermark style) {
    return new ActiveEnforcement(eligibility, style);
  }

  @Override
  public Sql census(boolean withOldest) {
    Sql anchor = withOldest ? eligibility.anchorDay(ROW) : Sql.of("null::date");
    Sql oldest = Sql.of("min(anchor)");
    if (eligibility.anchor() instanceof RowClockSql row && verifiedAlone()) {
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
        eligibility.kept(RetentionGround.Kind.HOLD, ROW, style()),
        eligibility.kept(RetentionGround.Kind.RESTRICTION, ROW, style()),
        eligibility.keptInPart(ROW, style()),
        anchor,
        from(),
        among(),
        eligibility.due(ROW, style()));
  }

  @Override
  public Sql suspects() {
    return Sql.format("select count(*) from {} where {}", from(), suspect());
  }

  /** Reached from the few dates that cannot be judged, wherever those are another row's. */
  private Sql suspect() {
    if (verifiedAlone()) {
      return eligibility.suspect(ROW, LookupStyle.SETS);
    }
    DateTest unclear = (date, type) -> DateDefect.any(ClockSql.ANY, date, eligibility.days(), type);
    return Sql.format(
        "{} and {}",
        IncrementalCandidates.picked(
            ROW, eligibility.target().table(), eligibility.anchor().touched("c", unclear)),
        eligibility.suspect(ROW, LookupStyle.PROBES));
  }

  private LookupStyle style() {
    return last == null ? LookupStyle.SETS : LookupStyle.PROBES;
  }

  private Sql among() {
    return last == null ? Sql.TRUE : new IncrementalCandidates(eligibility, last).among(ROW);
  }

  @Override
  public Sql suspectKeys() {
    return Sql.format(
        "select " + keyText() + " as row_key, {} as reason from {} where {}",
        eligibility.suspicion(ROW, LookupStyle.PROBES),
        from(),
        suspect());
  }

  @Override
  public Sql dueKeys() {
    return Sql.format(
        "select " + keyText() + " as row_key from {} where {} and {}",
        from(),
        among(),
        eligibility.due(ROW, style()));
  }

  @Override
  public Sql places() {
    return places(among());
  }

  @Override
  public Sql notedPlaces() {
    return places(
        last == null ? Sql.TRUE : new IncrementalCandidates(eligibility, last).amongNoted(ROW));
  }

  private Sql places(Sql among) {
    return Sql.format(
        "select {}.tableoid::regclass::text as leaf, {}.ctid::text as place from {}"
            + " where {} and {} order by {}.tableoid, {}.ctid",
        Sql.of(ROW),
        Sql.of(ROW),
        from(),
        among,
        eligibility.actionable(ROW, style()),
        Sql.of(ROW),
        Sql.of(ROW));
  }

  @Override
  public List<Sql> locks(long run, Slice slice) {
    GuardedWrite write = new GuardedWrite(eligibility, run);
    List<Sql> first = new ArrayList<>();
    write.lockPersons(slice).ifPresent(first::add);
    write.lockRows(slice).ifPresent(first::add);
    first.addAll(write.rememberGuestEvents(slice));
    return first;
  }

  @Override
  public List<Sql> acts(long run, Slice slice, boolean inPart) {
    GuardedWrite write = new GuardedWrite(eligibility, run);
    List<Sql> acts = new ArrayList<>();
    acts.add(write.act(slice));
    if (inPart && !eligibility.partial().isEmpty()) {
      acts.add(write.actBesideGrounds(slice));
    }
    return acts;
  }

  @Override
  public Optional<BulkDelete> bulkDelete(long run, Slice slice) {
    return BulkDelete.of(eligibility, run, slice);
  }

  @Override
  public Optional<WholePartitions> wholePartitions() {
    return WholePartitions.of(eligibility);
  }

  @Override
  public boolean freesItsOwn() {
    return !(eligibility.target().action() instanceof Action.Anonymise)
        && eligibility.schema().catalog().referencing(eligibility.target().table()).stream()
            .anyMatch(ForeignKey::self);
  }

  @Override
  public boolean verifiedAlone() {
    return eligibility.ownClock();
  }

  @Override
  public Sql verification() {
    return new Verification(eligibility, style()).remaining(among());
  }

  @Override
  public Optional<Sql> oldest(boolean noneDue) {
    return eligibility.anchor().ownDate().map(date -> oldest(date, noneDue));
  }

  private Sql oldest(ColumnName date, boolean noneDue) {
    Sql undue = oldest(date, cutoff().plusDays(1), Sql.TRUE);
    if (noneDue && eligibility.rowAloneDecides()) {
      return undue;
    }
    return last == null
        ? oldest(date, DateDefect.FIRST_CREDIBLE_DAY, Sql.TRUE)
        : Sql.format(
            "select least(({}), ({}))",
            undue,
            oldest(date, DateDefect.FIRST_CREDIBLE_DAY, among()));
  }

  /** The least of the plain column, so that an index on it answers by its first entry. */
  private Sql oldest(ColumnName name, LocalDate from, Sql among) {
    Sql date = Sql.of(ROW + "." + SqlName.of(eligibility.target().table().column(name.column())));
    Column type = eligibility.target().table().column(name.column());
    return Sql.format(
        "select {} from {} where {} and {} and {} and {}",
        eligibility.days().dayOf(Sql.format("min({})", date), type),
        from(),
        eligibility.days().from(from, date, type),
        among,
        eligibility.inReach(ROW),
        eligibility.pending().left(ROW));
  }

  @Override
  public Optional<Sql> ages(List<LocalDate> starts, double share) {
    return eligibility
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
                    eligibility.inReach(ROW),
                    eligibility.pending().left(ROW),
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
        eligibility.actionable(ROW, style()));
  }

  private String keyText() {
    return Keys.text(ROW, eligibility.target().table());
  }

  private Sql from() {
    return Sql.of(rows() + " " + ROW);
  }

  @Override
  public String rows() {
    return SqlName.rowsOf(eligibility.target().table());
  }

  @Override
  public List<String> decidingTriggers() {
    boolean deletes = !(eligibility.target().action() instanceof Action.Anonymise);
    return eligibility.target().table().traits().deciding(deletes);
  }

  @Override
  public Map<String, Sql> detached() {
    Map<String, Sql> counts = new LinkedHashMap<>();
    if (!(eligibility.target().action() instanceof Action.Anonymise)) {
      for (NulledReferences each :
          NulledReferences.by(eligibility.schema(), eligibility.target())) {
        counts.put(
            each.child().name() + " (" + each.key().name() + ")",
            each.count(
                ROW, Sql.format("{} and {}", among(), eligibility.actionable(ROW, style()))));
      }
    }
    return counts;
  }
}
