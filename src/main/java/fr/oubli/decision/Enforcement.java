package fr.oubli.decision;

import fr.oubli.decision.clock.Watermark;
import fr.oubli.decision.keep.HoldsInForce;
import fr.oubli.decision.statement.BulkDelete;
import fr.oubli.decision.statement.PlannedRows;
import fr.oubli.decision.statement.WholePartitions;
import fr.oubli.model.policy.Action;
import fr.oubli.model.policy.Forecast;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.SessionTable;
import fr.oubli.schema.sql.Slice;
import fr.oubli.schema.sql.Sql;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one rule does to one collection, active or archived: one step of the purge, and one line of
 * every report. It hands out the statements; others run them.
 */
public interface Enforcement {

  /**
   * Memory for the hashes of whole tables, to be set in a transaction that joins them. The second
   * setting is what a hash may take at most: keys of some twenty million persons. Above it
   * PostgreSQL would read a list of keys once per row.
   */
  String ROOM = "set local work_mem = '128MB'; set local hash_mem_multiplier = 8";

  Rule rule();

  /** The collection's name; that of an archived collection starts with {@code archive.}. */
  String collection();

  /** What is done to the rows. */
  Action action();

  /** The latest starting date that is due. */
  LocalDate cutoff();

  /** In which month the periods that still run end. */
  Forecast forecast();

  /** Names the rule and the collection; unique in a policy. */
  default String name() {
    return rule().name() + ":" + collection();
  }

  /** The table that holds the rows, quoted; its blocks are what is divided into slices. */
  String relation();

  /** What stands after FROM: the table, without the rows of tables that inherit from it. */
  default String rows() {
    return relation();
  }

  /** Names of the triggers that can change or drop what is about to be done to a row. */
  default List<String> decidingTriggers() {
    return List.of();
  }

  /**
   * The enforcement for a snapshot in which nobody registered a hold or a restriction. It costs
   * less to count and to verify. Whatever acts must not use it, since a hold may be registered
   * meanwhile.
   */
  Enforcement unheld();

  /**
   * The enforcement for a snapshot in which only this is registered. It costs less to count and to
   * verify, and whatever acts must not use it either.
   */
  default Enforcement registering(HoldsInForce inForce) {
    return inForce.none() ? unheld() : this;
  }

  /**
   * Rows of which nothing is left to do stay in the table with their old dates. Looking at all rows
   * then costs more each year.
   */
  boolean doneRowsStay();

  /**
   * Whether a row that becomes due does so because a day passed, and not because somebody wrote
   * down a day that had passed. Otherwise all rows are looked at each night.
   */
  default boolean comesInOrder() {
    return true;
  }

  /** The tables of which all rows are read where it looks at all of its own, beside that one. */
  default List<Table> gatheredFrom() {
    return List.of();
  }

  /** Where the enforcement goes on from; null where it looks at all rows. */
  @Nullable Watermark watermark();

  /**
   * The same enforcement, limited to rows that may have become due since the watermark and to rows
   * that were already waiting then.
   */
  Enforcement since(Watermark other);

  /** The rows that a plan keeps under the name of its making. */
  PlannedRows planned(String making);

  /** The plan whose rows alone may be acted on; null where all that are due may. */
  @Nullable PlannedRows plan();

  /** The same enforcement, which acts on no row but those that a plan keeps. */
  Enforcement within(String making);

  /**
   * What to set in a transaction that asks the enforcement's questions. Joins over whole tables get
   * memory for their hashes, since a hash that spills costs more than the memory. When there is a
   * watermark, index scans are forced, because a slightly high estimate would make the planner read
   * a whole table; else they are not, also after an enforcement that had one in the same
   * transaction.
   */
  default List<String> settings() {
    return List.of(ROOM, "set local enable_seqscan = " + (watermark() == null ? "on" : "off"));
  }

  /**
   * What a transaction gathers, in this order, before it asks for a census, for suspects or for
   * places. Enforcements of one rule share it.
   */
  default List<SessionTable> tables() {
    return List.of();
  }

  /**
   * One row: due, held, restricted, in_part, digest (of the keys of the rows to act on), oldest (a
   * date or null).
   */
  Sql census(boolean withOldest);

  /**
   * The same with the oldest date, in a statement that keeps the keys of the rows to act on under
   * the name of a making.
   */
  Sql keptCensus(String making);

  /** Columns row_key and day, on which the clock started, of the rows to act on. */
  Sql started();

  /** One row: of how many rows nobody can judge the date. */
  Sql suspects();

  /**
   * Columns row_key and reason of the rows of which nobody can judge the date.
   *
   * @param most of so many at most; those that are in the register of quarantine stay among them
   */
  Sql suspectKeys(long most);

  /** Column row_key of the rows that are due, whatever may keep them. */
  Sql dueKeys();

  /**
   * Column path of the files that go with the rows to act on, of so many at most; empty where none
   * goes with any.
   */
  default Optional<Sql> leavingPaths(long most) {
    return Optional.empty();
  }

  /** Columns leaf, place and lane of the rows to act on; rows of one person are in one lane. */
  Sql places();

  /**
   * One row: how many rows the conditions of the rule leave out ({@code left_out}), and how many of
   * these belong to no row that is asked ({@code untied}). Empty where no condition bears on them.
   */
  default Optional<Sql> leftOut() {
    return Optional.empty();
  }

  /** The places of rows that were already noted as due, so that they are not searched for again. */
  default Sql notedPlaces() {
    return places();
  }

  /**
   * By collection and foreign key, how many of its rows would lose their reference because the row
   * that they refer to goes.
   */
  default Map<String, Sql> nulledReferences() {
    return Map.of();
  }

  /** What a transaction gathers, in this order, before it asks for the {@link #referrers}. */
  default List<SessionTable> referrersTables() {
    return List.of();
  }

  /**
   * How many due rows that nothing else keeps stay because rows that are not due yet refer to them,
   * or because they belong to a row that stays.
   */
  default Map<Keeping, Sql> referrers() {
    return Map.of();
  }

  /** Locks to take and days to note before acting, in this order. */
  List<Sql> locks(long run, Slice slice);

  /**
   * Statements that act on a slice; each answers how many rows it changed.
   *
   * @param inPart also on rows of which grounds need some columns
   */
  List<Sql> acts(long run, Slice slice, boolean inPart);

  /** A cheaper way to do what {@link #acts} does; empty where there is none. */
  default Optional<BulkDelete> bulkDelete(long run, Slice slice) {
    return Optional.empty();
  }

  /** What may go as whole partitions; empty where every row has to be taken by itself. */
  default Optional<WholePartitions> wholePartitions() {
    return Optional.empty();
  }

  /** Rows that go may free others of the same table, which another rule then takes. */
  default boolean freesItsOwn() {
    return false;
  }

  /** Rows stay with the row that they belong to, and may go once something else is gone. */
  default boolean staysWithWhole() {
    return false;
  }

  /** Whether the verification reads only rows of this collection. */
  boolean verifiedAlone();

  /** What a transaction gathers, in this order, before it asks for the verification. */
  default List<SessionTable> verificationTables() {
    return List.of();
  }

  /**
   * Columns row_key, held, restricted and referenced of the rows that are due and still there; and
   * unplanned, where there is a {@link #plan}. The query is written apart from those that chose the
   * rows.
   */
  Sql verification();

  /**
   * Column row_key of the rows whose period is over and that the rule's conditions leave out as
   * things are; empty where no condition bears on the rows.
   */
  default Optional<Sql> outsideKeys() {
    return Optional.empty();
  }

  /**
   * The earliest credible starting date of what is stored and not done; empty where only a join can
   * tell.
   *
   * @param noneDue a verification found no due row, so that the answer is after the cutoff
   */
  Optional<Sql> oldest(boolean noneDue);

  /**
   * Columns bucket and rows: the number of rows whose starting date falls in each span of days,
   * counted from 1. Empty where that date is in another collection, whose own enforcement tells it.
   *
   * @param starts first days of the spans, in order, and the day after the last span
   * @param share of the collection to read, over 0 and up to 1; the counts are those of the share
   */
  Optional<Sql> ages(List<LocalDate> starts, double share);
}
