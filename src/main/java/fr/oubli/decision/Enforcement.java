package fr.oubli.decision;

import fr.oubli.decision.clock.Watermark;
import fr.oubli.decision.statement.BulkDelete;
import fr.oubli.decision.statement.WholePartitions;
import fr.oubli.model.policy.Rule;
import fr.oubli.schema.sql.Slice;
import fr.oubli.schema.sql.Sql;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one rule does to one collection, active or archived: one step, one line of every report. */
public interface Enforcement {

  /** Room for the hashes of whole tables, in a transaction that joins them. */
  String ROOM = "set local work_mem = '128MB'";

  Rule rule();

  /** The collection's name; that of an archived collection starts with {@code archive.}. */
  String collection();

  String action();

  LocalDate cutoff();

  /** The table that holds the rows, quoted; blocks are counted on it. */
  String relation();

  /** What stands after FROM: the table, without the rows of those that inherit from it. */
  default String rows() {
    return relation();
  }

  /** Triggers that can change or drop what is about to be done to a row. */
  default List<String> decidingTriggers() {
    return List.of();
  }

  /**
   * By collection and foreign key, how many of its rows would lose their reference because what
   * they refer to goes.
   */
  default Map<String, Sql> detached() {
    return Map.of();
  }

  /**
   * The same duty for a snapshot in which nobody registered a hold or a restriction: cheaper to
   * count and to verify. Whatever acts must not use it, since a hold may come meanwhile.
   */
  Enforcement unheld();

  /**
   * Whether rows of which nothing is left to do stay and keep their old dates, so that looking at
   * everything costs more each year.
   */
  boolean donesStay();

  /** The look that this duty goes on from; null where it looks at everything. */
  @Nullable Watermark last();

  /** The same duty on what may have become due since a look, and on what waited then. */
  Enforcement since(Watermark look);

  /** One row: due, held, restricted, in_part, oldest (a date or null). */
  Sql census(boolean withOldest);

  /** One row: how many anchors cannot be judged. */
  Sql suspects();

  /** Columns row_key and reason of the rows whose anchor cannot be judged. */
  Sql suspectKeys();

  /** Column row_key of the rows that are due, whatever may keep them. */
  Sql dueKeys();

  /** Columns leaf and place of the rows to act on, in the order they lie on disk. */
  Sql places();

  /** The same among the rows noted as due: nothing has to be looked for a second time. */
  default Sql notedPlaces() {
    return places();
  }

  /** Locks to take and notes to make before acting, in order. */
  List<Sql> locks(long run, Slice slice);

  /** Statements that act on a slice; each answers how many rows it changed. */
  List<Sql> acts(long run, Slice slice, boolean inPart);

  /** What does the same as {@link #acts} for less; empty where there is no such way. */
  default Optional<BulkDelete> bulkDelete(long run, Slice slice) {
    return Optional.empty();
  }

  /** What may go as whole partitions; empty where every row has to be taken by itself. */
  default Optional<WholePartitions> wholePartitions() {
    return Optional.empty();
  }

  /** Rows that go may free others of the same table, which another rule takes. */
  default boolean freesItsOwn() {
    return false;
  }

  /** The verification reads nothing but the collection's own rows. */
  boolean verifiedAlone();

  /** Rows row_key, held, restricted, referenced; asked apart from what chose the rows. */
  Sql verification();

  /**
   * The earliest credible anchor day of what is stored and not done; empty where only a join can
   * tell.
   *
   * @param noneDue a verification found no due row: the answer is then sought after the cutoff
   */
  Optional<Sql> oldest(boolean noneDue);

  /**
   * Rows bucket and rows: how many rows started their clock in each span of days, counted from 1;
   * empty where the clock is another collection's, whose own duty tells it.
   *
   * @param starts first days of the spans, in order; the last one is the day after the last span
   * @param share of the collection to read, over 0 and up to 1; the counts are those of the share
   */
  Optional<Sql> ages(List<LocalDate> starts, double share);

  /** A digest of the keys that are due and that nothing keeps; any other set gives another. */
  Sql fingerprint();

  /**
   * What to set in a transaction that asks the duty's questions: room for the hashes of whole
   * tables, since one that spills costs more than the memory; and for a look at what is new the way
   * by the indexes, which an estimate a little too high would otherwise give up for reading a table
   * from end to end.
   */
  default List<String> settings() {
    return last() == null ? List.of(ROOM) : List.of(ROOM, "set local enable_seqscan = off");
  }

  default String name() {
    return rule().name() + ":" + collection();
  }
}
