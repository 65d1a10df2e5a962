package fr.oubli.decision;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a collection a rule makes due and what keeps them. The plan, the purge, the
 * explanation and the requests of persons all ask this one place.
 */
public final class Decision {

  private final Task task;
  private final Estate estate;
  private final Days days;
  private final Anchor anchor;
  private final Todo todo;
  private final List<Keeper> keepers;
  private final @Nullable Anchor archiveEnd;

  /**
   * @param archiveEnd the clock of the rule that ends the archive, where it acts on the active base
   *     too; rows past it go by that rule and need no archive
   */
  Decision(
      Task task,
      Estate estate,
      Days days,
      Anchor anchor,
      List<Keeper> keepers,
      @Nullable Anchor archiveEnd) {
    this.task = task;
    this.estate = estate;
    this.days = days;
    this.anchor = anchor;
    this.todo = Todo.of(task, estate);
    this.keepers = List.copyOf(keepers);
    this.archiveEnd = archiveEnd;
  }

  /** The same without the registers of holds and restrictions. */
  Decision unregistered() {
    return new Decision(
        task,
        estate,
        days,
        anchor,
        keepers.stream().filter(keeper -> !keeper.registered()).toList(),
        archiveEnd);
  }

  public Task task() {
    return task;
  }

  /** The largest anchor day that is due. */
  public LocalDate cutoff() {
    return anchor.cutoff();
  }

  public List<Keeper> keepers() {
    return keepers;
  }

  List<Keeper> partial() {
    return keepers.stream().filter(keeper -> !keeper.whole()).toList();
  }

  Todo todo() {
    return todo;
  }

  Anchor anchor() {
    return anchor;
  }

  Estate estate() {
    return estate;
  }

  Days days() {
    return days;
  }

  /** The rows the rule bears on, by its own filter. */
  public Sql inReach(String alias) {
    return estate.matches(alias, task.collection().name(), task.rule().only());
  }

  /** The period is over and something is left to do, whatever may keep the row. */
  public Sql due(String alias, Look look) {
    return Sql.all(
        List.of(
            inReach(alias),
            todo.left(alias),
            anchor.due(alias, look),
            worthArchiving(alias, look)));
  }

  /** False for a row that is past its archive's end already: the rule that ends it takes it. */
  Sql worthArchiving(String alias, Look look) {
    return archiveEnd == null
        ? Sql.TRUE
        : Sql.format("not coalesce({}, false)", archiveEnd.due(alias, look));
  }

  /** Due, and nothing keeps the whole row. */
  Sql unkept(String alias, Look look) {
    List<Sql> conditions = new ArrayList<>();
    conditions.add(due(alias, look));
    wholeKeepers().forEach(keeper -> conditions.add(keeper.bearsOn(alias, look).not()));
    return Sql.all(conditions);
  }

  /** Due, nothing keeps the whole row, and something is left that no keeper needs. */
  public Sql actionable(String alias, Look look) {
    return partial().isEmpty()
        ? unkept(alias, look)
        : Sql.all(List.of(unkept(alias, look), todo.leftBeside(partial(), alias, look)));
  }

  /** A keeper needs some of the row's columns. */
  Sql keptInPart(String alias, Look look) {
    return Sql.any(partial().stream().map(keeper -> keeper.bearsOn(alias, look)).toList());
  }

  /** Kept whole, or all that is left is what a keeper needs. */
  public Sql kept(Keeper.Kind kind, String alias, Look look) {
    List<Sql> ways = new ArrayList<>();
    wholeKeepers().stream()
        .filter(keeper -> keeper.kind() == kind)
        .forEach(keeper -> ways.add(keeper.bearsOn(alias, look)));
    if (kind == Keeper.Kind.HOLD && !partial().isEmpty()) {
      ways.add(todo.leftBeside(partial(), alias, look).not());
    }
    return Sql.any(ways);
  }

  /** The anchor cannot be judged: the row waits for a person. */
  public Sql suspect(String alias, Look look) {
    return Sql.all(
        List.of(inReach(alias), todo.left(alias), anchor.suspect(alias, look, Anchor.ANY)));
  }

  /** The reason, as text, for a row that is suspect. */
  public Sql suspicion(String alias, Look look) {
    List<Sql> parts = new ArrayList<>();
    StringBuilder text = new StringBuilder("case");
    for (Suspicion kind : Suspicion.values()) {
      text.append(" when {} then {}");
      parts.add(anchor.suspect(alias, look, EnumSet.of(kind)));
      parts.add(Sql.of("?", kind.reason()));
    }
    return Sql.format(text.append(" end").toString(), parts.toArray(Sql[]::new));
  }

  /** The day the clock started for the row; null where the rule does not bear on it. */
  public Sql anchorDay(String alias) {
    return anchor.day(alias);
  }

  /** The clock is a date of the row itself. */
  boolean ownClock() {
    return anchor instanceof RowAnchor row && row.climb().path().isEmpty();
  }

  /** Whether a row may go can be told from the row and the registers, without another table. */
  boolean rowAloneDecides() {
    return ownClock() && archiveEnd == null && keepers.stream().allMatch(Keeper::registered);
  }

  /**
   * A row that goes leaves its ledger entry behind and no more: no file, no number to remember, no
   * event of a person's clock, and no table that refers to it.
   */
  boolean leavesNothing() {
    String collection = task.collection().name();
    return !estate.policy().files().containsKey(collection)
        && DestroyedNumbers.of(estate, collection).isEmpty()
        && DepartedEvents.of(estate, days, task).isEmpty()
        && estate.catalog().referencing(task.table()).isEmpty();
  }

  private List<Keeper> wholeKeepers() {
    return keepers.stream().filter(Keeper::whole).toList();
  }
}
