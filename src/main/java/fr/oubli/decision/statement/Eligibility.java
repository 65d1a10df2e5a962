package fr.oubli.decision.statement;

import fr.oubli.decision.clock.ClockSql;
import fr.oubli.decision.clock.DateDefect;
import fr.oubli.decision.clock.Days;
import fr.oubli.decision.clock.DepartedEvents;
import fr.oubli.decision.clock.RowClockSql;
import fr.oubli.decision.clock.RuleTarget;
import fr.oubli.decision.keep.PendingMasks;
import fr.oubli.decision.keep.RetentionGround;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.Sql;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a collection a rule makes due and what keeps them. The plan, the purge, the
 * explanation and the requests of persons all ask this one place.
 */
public final class Eligibility {

  private final RuleTarget target;
  private final MappedSchema schema;
  private final Days days;
  private final ClockSql anchor;
  private final PendingMasks pending;
  private final List<RetentionGround> grounds;
  private final @Nullable ClockSql archiveEnd;

  /**
   * @param archiveEnd the clock of the rule that ends the archive, where it acts on the active base
   *     too; rows past it go by that rule and need no archive
   */
  public Eligibility(
      RuleTarget target,
      MappedSchema schema,
      Days days,
      ClockSql anchor,
      List<RetentionGround> grounds,
      @Nullable ClockSql archiveEnd) {
    this.target = target;
    this.schema = schema;
    this.days = days;
    this.anchor = anchor;
    this.pending = PendingMasks.of(target, schema);
    this.grounds = List.copyOf(grounds);
    this.archiveEnd = archiveEnd;
  }

  /** The same without the registers of holds and restrictions. */
  public Eligibility unregistered() {
    return new Eligibility(
        target,
        schema,
        days,
        anchor,
        grounds.stream().filter(ground -> !ground.registered()).toList(),
        archiveEnd);
  }

  public RuleTarget target() {
    return target;
  }

  /** The largest anchor day that is due. */
  public LocalDate cutoff() {
    return anchor.cutoff();
  }

  public List<RetentionGround> grounds() {
    return grounds;
  }

  public List<RetentionGround> partial() {
    return grounds.stream().filter(ground -> !ground.whole()).toList();
  }

  public PendingMasks pending() {
    return pending;
  }

  public ClockSql anchor() {
    return anchor;
  }

  public MappedSchema schema() {
    return schema;
  }

  public Days days() {
    return days;
  }

  /** The rows the rule bears on, by its own filter. */
  public Sql inReach(String alias) {
    return schema.matches(alias, target.collection().name(), target.rule().only());
  }

  /** The period is over and something is left to do, whatever may keep the row. */
  public Sql due(String alias, LookupStyle style) {
    return Sql.all(
        List.of(
            inReach(alias),
            pending.left(alias),
            anchor.due(alias, style),
            worthArchiving(alias, style)));
  }

  /** False for a row that is past its archive's end already: the rule that ends it takes it. */
  Sql worthArchiving(String alias, LookupStyle style) {
    return archiveEnd == null
        ? Sql.TRUE
        : Sql.format("not coalesce({}, false)", archiveEnd.due(alias, style));
  }

  /** Due, and nothing keeps the whole row. */
  public Sql unkept(String alias, LookupStyle style) {
    List<Sql> conditions = new ArrayList<>();
    conditions.add(due(alias, style));
    wholeGrounds().forEach(ground -> conditions.add(ground.bearsOn(alias, style).not()));
    return Sql.all(conditions);
  }

  /** Due, nothing keeps the whole row, and something is left that no keeper needs. */
  public Sql actionable(String alias, LookupStyle style) {
    return partial().isEmpty()
        ? unkept(alias, style)
        : Sql.all(List.of(unkept(alias, style), pending.leftBeside(partial(), alias, style)));
  }

  /** A keeper needs some of the row's columns. */
  public Sql keptInPart(String alias, LookupStyle style) {
    return Sql.any(partial().stream().map(ground -> ground.bearsOn(alias, style)).toList());
  }

  /** Kept whole, or all that is left is what a keeper needs. */
  public Sql kept(RetentionGround.Kind kind, String alias, LookupStyle style) {
    List<Sql> ways = new ArrayList<>();
    wholeGrounds().stream()
        .filter(ground -> ground.kind() == kind)
        .forEach(ground -> ways.add(ground.bearsOn(alias, style)));
    if (kind == RetentionGround.Kind.HOLD && !partial().isEmpty()) {
      ways.add(pending.leftBeside(partial(), alias, style).not());
    }
    return Sql.any(ways);
  }

  /** The anchor cannot be judged: the row waits for a person. */
  public Sql suspect(String alias, LookupStyle style) {
    return Sql.all(
        List.of(inReach(alias), pending.left(alias), anchor.suspect(alias, style, ClockSql.ANY)));
  }

  /** The reason, as text, for a row that is suspect. */
  public Sql suspicion(String alias, LookupStyle style) {
    List<Sql> parts = new ArrayList<>();
    StringBuilder text = new StringBuilder("case");
    for (DateDefect kind : DateDefect.values()) {
      text.append(" when {} then {}");
      parts.add(anchor.suspect(alias, style, EnumSet.of(kind)));
      parts.add(Sql.of("?", kind.reason()));
    }
    return Sql.format(text.append(" end").toString(), parts.toArray(Sql[]::new));
  }

  /** The day the clock started for the row; null where the rule does not bear on it. */
  public Sql anchorDay(String alias) {
    return anchor.day(alias);
  }

  /** The clock is a date of the row itself. */
  public boolean ownClock() {
    return anchor instanceof RowClockSql row && row.upwards().path().isEmpty();
  }

  /** Whether a row may go can be told from the row and the registers, without another table. */
  public boolean rowAloneDecides() {
    return ownClock()
        && archiveEnd == null
        && grounds.stream().allMatch(RetentionGround::registered);
  }

  /**
   * A row that goes leaves its ledger entry behind and no more: no file, no number to remember, no
   * event of a person's clock, and no table that refers to it.
   */
  boolean leavesNothing() {
    String collection = target.collection().name();
    return !schema.policy().files().containsKey(collection)
        && DestroyedNumbers.of(schema, collection).isEmpty()
        && DepartedEvents.of(schema, days, target).isEmpty()
        && schema.catalog().referencing(target.table()).isEmpty();
  }

  private List<RetentionGround> wholeGrounds() {
    return grounds.stream().filter(RetentionGround::whole).toList();
  }
}
