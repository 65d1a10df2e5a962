package fr.oubli.decision.statement;

import fr.oubli.decision.clock.ClockSql;
import fr.oubli.decision.clock.Days;
import fr.oubli.decision.clock.RuleTarget;
import fr.oubli.decision.keep.HoldsInForce;
import fr.oubli.decision.keep.PendingMasks;
import fr.oubli.decision.keep.RegisteredHolds;
import fr.oubli.decision.keep.RetentionGround;
import fr.oubli.decision.keep.RetentionGrounds;
import fr.oubli.decision.person.RuleReach;
import fr.oubli.schema.sql.AskedOnce;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.SessionTable;
import fr.oubli.schema.sql.Slice;
import fr.oubli.schema.sql.Sql;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a target are due, and what keeps them. For rows of the active base this is decided
 * here alone: the plan, the purge, the explanation of a row and the requests of persons all use it.
 * {@code ArchiveEnforcement} decides for archived rows, and {@code StillReferenced} adds the rows
 * that others refer to.
 *
 * <p>Every condition is about the row behind an alias.
 */
public final class Eligibility {

  private final RuleTarget target;
  private final MappedSchema schema;
  private final Days days;
  private final ClockSql clock;
  private final PendingMasks pending;
  private final List<RetentionGround> grounds;
  private final @Nullable ClockSql archiveEnd;
  private final @Nullable Whole whole;

  /**
   * @param archiveEnd the clock of the rule that ends the archive, where that rule acts on the
   *     active base too: rows past it go by that rule, and the archive need not take them. Null
   *     where there is no such rule.
   * @param whole what the rows belong to, with which they stay; null where they go by themselves
   */
  public Eligibility(
      RuleTarget target,
      MappedSchema schema,
      Days days,
      ClockSql clock,
      List<RetentionGround> grounds,
      @Nullable ClockSql archiveEnd,
      @Nullable Whole whole) {
    this.target = target;
    this.schema = schema;
    this.days = days;
    this.clock = clock;
    this.pending = PendingMasks.of(target, schema);
    this.grounds = List.copyOf(grounds);
    this.archiveEnd = archiveEnd;
    this.whole = whole;
  }

  /** The eligibility where nothing is in the registers of holds, restrictions and requests. */
  public Eligibility unregistered() {
    return new Eligibility(
        target,
        schema,
        days,
        clock,
        grounds.stream().filter(ground -> !ground.registered()).toList(),
        archiveEnd,
        whole == null ? null : whole.unregistered());
  }

  /** The eligibility as a snapshot tells it, in which only this is registered. */
  public Eligibility registering(HoldsInForce inForce) {
    if (inForce.none()) {
      return unregistered();
    }
    Map<String, RetentionGround> registered = new HashMap<>();
    RetentionGrounds.registered(new RegisteredHolds(schema, target.collection().name(), inForce))
        .forEach(ground -> registered.put(ground.name(), ground));
    return new Eligibility(
        target,
        schema,
        days,
        clock,
        grounds.stream()
            .map(
                ground ->
                    ground.registered() ? registered.getOrDefault(ground.name(), ground) : ground)
            .toList(),
        archiveEnd,
        whole == null ? null : whole.registering(inForce));
  }

  /** What the rows belong to, with which they stay; empty where they go by themselves. */
  public Optional<Whole> whole() {
    return Optional.ofNullable(whole);
  }

  public RuleTarget target() {
    return target;
  }

  public MappedSchema schema() {
    return schema;
  }

  public Days days() {
    return days;
  }

  public ClockSql clock() {
    return clock;
  }

  /** The largest starting date of which the period is over. */
  public LocalDate cutoff() {
    return clock.cutoff();
  }

  public PendingMasks pending() {
    return pending;
  }

  public List<RetentionGround> grounds() {
    return grounds;
  }

  /** The grounds that need some columns of a row and leave the others. */
  public List<RetentionGround> partial() {
    return grounds.stream().filter(ground -> !ground.whole()).toList();
  }

  private List<RetentionGround> ofWholeRows() {
    return grounds.stream().filter(RetentionGround::whole).toList();
  }

  /**
   * What has to be gathered before a statement asks with {@link LookupStyle#SETS}, in this order.
   */
  public List<SessionTable> tables() {
    List<SessionTable> tables = new ArrayList<>(clock.tables());
    grounds.forEach(ground -> tables.addAll(ground.tables()));
    tables.addAll(archiveEndTables());
    return tables;
  }

  /** What has to be gathered before {@link #worthArchiving} is asked of whole tables. */
  List<SessionTable> archiveEndTables() {
    return archiveEnd == null ? List.of() : archiveEnd.tables();
  }

  /** What stands after FROM: the table, without the rows of tables that inherit from it. */
  public Sql from(String alias) {
    return schema.from(target.collection().name(), alias);
  }

  /** The rule bears on the row, by what its {@code only} asks of it and of what it belongs to. */
  public Sql inReach(String alias, LookupStyle style) {
    return reach().includes(alias, style);
  }

  /** Which rows the rule bears on. */
  public RuleReach reach() {
    return new RuleReach(schema, target.rule(), target.collection().name());
  }

  /** The period is over and something is left to do, whatever may keep the row. */
  public Sql due(String alias, LookupStyle style) {
    return due(alias, style, clock.due(alias, style), worthArchiving(alias, style));
  }

  private Sql due(String alias, LookupStyle style, Sql over, Sql archived) {
    return Sql.all(inReach(alias, style), pending.left(alias), over, archived);
  }

  /**
   * False for a row that is past the end of its archive already: the rule that ends it takes it.
   */
  Sql worthArchiving(String alias, LookupStyle style) {
    return archiveEnd == null
        ? Sql.TRUE
        : Sql.format("not coalesce({}, false)", archiveEnd.due(alias, style));
  }

  /** The row is due, and nothing keeps the whole of it. */
  public Sql unkept(String alias, LookupStyle style) {
    return unkept(alias, style, due(alias, style));
  }

  private Sql unkept(String alias, LookupStyle style, Sql due) {
    List<Sql> conditions = new ArrayList<>(List.of(due));
    ofWholeRows().forEach(ground -> conditions.add(ground.bearsOn(alias, style).not()));
    return Sql.all(conditions);
  }

  /** The same of a slice's rows, which are behind {@link Slice#ROW}. */
  Sql unkept(Slice slice) {
    AskedOnce once = askedOnce(slice);
    LookupStyle probes = LookupStyle.PROBES;
    Sql due =
        due(Slice.ROW, probes, clock.due(once), once.meets(alias -> worthArchiving(alias, probes)));
    return unkept(Slice.ROW, probes, due);
  }

  AskedOnce askedOnce(Slice slice) {
    return new AskedOnce(target.table(), slice);
  }

  /** The row is due, nothing keeps the whole of it, and something is left that no ground needs. */
  public Sql actionable(String alias, LookupStyle style) {
    return actionable(alias, style, unkept(alias, style));
  }

  /** The same of a slice's rows, which are behind {@link Slice#ROW}. */
  Sql actionable(Slice slice) {
    return actionable(Slice.ROW, LookupStyle.PROBES, unkept(slice));
  }

  private Sql actionable(String alias, LookupStyle style, Sql unkept) {
    return partial().isEmpty()
        ? unkept
        : Sql.all(unkept, pending.leftBeside(partial(), alias, style));
  }

  /** A ground needs some of the row's columns. */
  Sql keptInPart(String alias, LookupStyle style) {
    return Sql.any(partial().stream().map(ground -> ground.bearsOn(alias, style)).toList());
  }

  /**
   * A ground of a kind keeps the whole row. Where grounds need some columns, and nothing but these
   * is left to mask, it counts as a hold.
   */
  public Sql kept(RetentionGround.Kind kind, String alias, LookupStyle style) {
    List<Sql> ways = new ArrayList<>();
    ofWholeRows().stream()
        .filter(ground -> ground.kind() == kind)
        .forEach(ground -> ways.add(ground.bearsOn(alias, style)));
    if (kind == RetentionGround.Kind.HOLD && !partial().isEmpty()) {
      ways.add(pending.leftBeside(partial(), alias, style).not());
    }
    return Sql.any(ways);
  }

  /** The row and the registers alone tell whether it may go; no other table is asked. */
  boolean rowAloneDecides() {
    return clock.rowAloneTells()
        && !reach().asksOtherRows()
        && archiveEnd == null
        && grounds.stream().allMatch(RetentionGround::registered);
  }
}
