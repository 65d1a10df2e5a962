package fr.oubli.decision;

import fr.oubli.catalog.SqlName;
import fr.oubli.policy.Rule;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A rule's action on the rows of the active base. */
record ActiveDuty(Decision decision) implements Duty {

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
    return new ActiveDuty(decision.unregistered());
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
            + " from {} where {}) due",
        oldest,
        decision.kept(Keeper.Kind.HOLD, ROW, Look.SETS),
        decision.kept(Keeper.Kind.RESTRICTION, ROW, Look.SETS),
        decision.keptInPart(ROW, Look.SETS),
        anchor,
        from(),
        decision.due(ROW, Look.SETS));
  }

  @Override
  public Sql suspects() {
    return Sql.format("select count(*) from {} where {}", from(), decision.suspect(ROW, Look.SETS));
  }

  @Override
  public Sql suspectKeys() {
    return Sql.format(
        "select " + keyText() + " as row_key, {} as reason from {} where {}",
        decision.suspicion(ROW, Look.SETS),
        from(),
        decision.suspect(ROW, Look.SETS));
  }

  @Override
  public List<Sql> locks(long run, Slice slice) {
    GuardedWrite write = new GuardedWrite(decision, run);
    List<Sql> first = new ArrayList<>();
    write.lockPersons(slice).ifPresent(first::add);
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
  public boolean verifiedAlone() {
    return decision.anchor() instanceof RowAnchor row && row.climb().path().isEmpty();
  }

  @Override
  public Sql verification() {
    return new Verification(decision).remaining();
  }

  @Override
  public Optional<Sql> oldest() {
    return decision
        .anchor()
        .oldest(ROW)
        .map(
            day ->
                Sql.format(
                    "select {} from {} where {} and {}",
                    day,
                    from(),
                    decision.inReach(ROW),
                    decision.todo().left(ROW)));
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
            + ", 0)::numeric), 0)::text from {} where {}",
        from(),
        decision.actionable(ROW, Look.SETS));
  }

  private String keyText() {
    return Keys.text(ROW, decision.task().table());
  }

  private Sql from() {
    return Sql.of(relation() + " " + ROW);
  }
}
