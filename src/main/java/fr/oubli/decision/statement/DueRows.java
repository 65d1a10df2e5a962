package fr.oubli.decision.statement;

import fr.oubli.decision.clock.ClockSql;
import fr.oubli.decision.clock.JoinedInstant;
import fr.oubli.decision.keep.RetentionGround.Kind;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.sql.KeyLines;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.Sql;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts and finds the due rows of a target among the rows that are looked at. */
public record DueRows(RowScope scope) {

  private static final String ROW = "t";
  private static final int LANES = 8;

  /**
   * One row: due, held, restricted, in_part, digest, oldest. The digest is of the keys of the rows
   * to act on; any other set of rows gives another.
   *
   * @param withOldest false where the oldest date would cost a join and is left null
   */
  public Sql census(boolean withOldest) {
    ClockSql clock = eligibility().clock();
    JoinedInstant anchor =
        withOldest || clock.rowAloneTells()
            ? clock.joinedInstant(ROW, scope.style())
            : new JoinedInstant(Sql.of(""), Sql.of("null::date"));
    return Sql.format(
        "select count(*) as due, count(*) filter (where held) as held,"
            + " count(*) filter (where restricted and not held) as restricted,"
            + " count(*) filter (where in_part and not held and not restricted) as in_part,"
            + " coalesce(sum(hashtextextended(row_key, 0))"
            + " filter (where not held and not restricted), 0)::text as digest, {} as oldest"
            + " from (select "
            + keyText()
            + " as row_key, {} as held, {} as restricted, {} as in_part, {} as anchor"
            + " from {}{}{} offset 0) due",
        clock.dayOf(Sql.of("min(anchor)")),
        eligibility().kept(Kind.HOLD, ROW, scope.style()),
        eligibility().kept(Kind.RESTRICTION, ROW, scope.style()),
        eligibility().keptInPart(ROW, scope.style()),
        anchor.instant(),
        eligibility().from(ROW),
        anchor.joined(),
        Sql.where(List.of(counted(), eligibility().due(ROW, scope.style()))));
  }

  /** A run of a plan also counts what is kept, of which the plan has no rows. */
  private Sql counted() {
    PlannedRows plan = scope.plan();
    return plan == null
        ? scope.includes(ROW)
        : Sql.all(
            new RowScope(eligibility(), scope.watermark()).includes(ROW),
            Sql.any(
                List.of(
                    plan.include(ROW),
                    eligibility().kept(Kind.HOLD, ROW, scope.style()),
                    eligibility().kept(Kind.RESTRICTION, ROW, scope.style()))));
  }

  /** The same, and keeps the keys of the rows to act on, as a plan's. */
  public Sql census(PlannedRows kept) {
    Sql line = new KeyLines(kept.key()).line(ROW);
    JoinedInstant anchor = eligibility().clock().joinedInstant(ROW, scope.style());
    return kept.census(
        SqlName.of(eligibility().target().table()),
        Sql.format(
            "select t.tableoid as leaf, t.ctid as place, {} as lane, "
                + keyText()
                + " as row_key, {}{} as held, {} as restricted, {} as in_part, {} as anchor"
                + " from {}{}{}",
            lane(),
            new KeyLines(kept.key()).plain() ? Sql.of("") : Sql.format("{} as line, ", line),
            eligibility().kept(Kind.HOLD, ROW, scope.style()),
            eligibility().kept(Kind.RESTRICTION, ROW, scope.style()),
            eligibility().keptInPart(ROW, scope.style()),
            anchor.instant(),
            eligibility().from(ROW),
            anchor.joined(),
            Sql.where(List.of(scope.includes(ROW), eligibility().due(ROW, scope.style())))),
        eligibility().clock().dayOf(Sql.of("min(oldest)")));
  }

  /** Columns row_key and day, on which the clock started, of the rows to act on. */
  public Sql started() {
    return Sql.format(
        "select " + keyText() + " as row_key, {} as day from {}{}",
        eligibility().clock().dayOf(eligibility().clock().instant(ROW, scope.style())),
        eligibility().from(ROW),
        Sql.where(List.of(scope.includes(ROW), actionable())));
  }

  /** Column row_key of the rows that are due, whatever may keep them. */
  public Sql keys() {
    return Sql.format(
        "select " + keyText() + " as row_key from {}{}",
        eligibility().from(ROW),
        Sql.where(List.of(scope.includes(ROW), eligibility().due(ROW, scope.style()))));
  }

  /**
   * Columns leaf, place and lane of the rows to act on. Rows of one person are in one lane, so that
   * two workers who take slices of different lanes never wait for each other's locks on a person.
   */
  public Sql places() {
    return places(scope.includes(ROW));
  }

  /** The places among the rows that were noted as waiting. */
  public Sql notedPlaces() {
    return places(scope.includesNoted(ROW));
  }

  private Sql places(Sql included) {
    return Sql.format(
        "select t.tableoid::regclass as leaf, t.ctid as place, {} as lane from {}{}",
        lane(),
        eligibility().from(ROW),
        Sql.where(List.of(included, actionable())));
  }

  private Sql lane() {
    return eligibility()
        .schema()
        .subjectKey(ROW, eligibility().target().collection().name())
        .filter(key -> eligibility().clock().perSubject())
        .map(key -> Sql.format("coalesce(abs(hashtext(({})::text) % " + LANES + "), 0)", key))
        .orElse(Sql.of("0"));
  }

  /**
   * By collection and foreign key, how many rows would lose their reference because the row that
   * they refer to goes.
   */
  public Map<String, Sql> nulledReferences() {
    Map<String, Sql> counts = new LinkedHashMap<>();
    for (NulledReferences nulled :
        NulledReferences.by(eligibility().schema(), eligibility().target())) {
      counts.put(nulled.name(), nulled.count(ROW, Sql.all(scope.includes(ROW), actionable())));
    }
    return counts;
  }

  private Sql actionable() {
    return eligibility().actionable(ROW, scope.style());
  }

  private String keyText() {
    return Keys.text(ROW, eligibility().target().table());
  }

  private Eligibility eligibility() {
    return scope.eligibility();
  }
}
