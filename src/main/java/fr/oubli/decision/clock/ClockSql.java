package fr.oubli.decision.clock;

import fr.oubli.model.datamap.References.Step;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.schema.sql.AskedOnce;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.SessionTable;
import fr.oubli.schema.sql.Sql;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The clock of a rule, or of a request, put into SQL for one collection. Every condition is about
 * the row behind an alias.
 *
 * <p>The starting date of a row is the date by which its clock starts: its latest one where it has
 * several. It is the anchor itself, but for clocks by fiscal years, whose anchor is the close of
 * the year that the starting date falls in.
 */
public interface ClockSql {

  Set<DateDefect> ANY = EnumSet.allOf(DateDefect.class);

  /** The largest starting date of which the period is over. */
  LocalDate cutoff();

  /**
   * True when the period is over. False while it runs, and where the date is suspect or missing.
   */
  Sql due(String alias, LookupStyle style);

  /** The same for the rows of a slice, which ask for other rows once where they share them. */
  default Sql due(AskedOnce once) {
    return once.meets(alias -> due(alias, LookupStyle.PROBES));
  }

  /** True when the rule bears on the row and a date of its clock has one of the defects. */
  Sql suspect(String alias, LookupStyle style, Set<DateDefect> defects);

  /**
   * The ways by which a date that nobody can judge may bear on the row; each apart, as below. Rows
   * too many only cost time.
   */
  List<Sql> suspected(String alias);

  /** True where a date of the clock says that something goes on: it is missing or to come. */
  default Sql goesOn(String alias, LookupStyle style) {
    return Sql.FALSE;
  }

  /** The name of a row and of its date that says that something goes on; or null. */
  default Sql notEnded(String alias) {
    return Sql.of("null::text");
  }

  /** The name of an account that shares the row, and whose clock has not started; or null. */
  default Sql waitsFor(String alias) {
    return Sql.of("null::text");
  }

  /** True where the clock started for the row, even by a date that nobody can judge. */
  default Sql started(String alias, LookupStyle style) {
    return Sql.TRUE;
  }

  /**
   * The ways by which a date that meets a condition bears on the row's clock. Each is a condition
   * of its own: joined by "or" they would make the planner read the whole table.
   */
  List<Sql> affectedBy(String alias, DateTest test);

  /** The ways by which the row may have become due since a watermark; each apart, as above. */
  List<Sql> candidates(String alias, Watermark watermark);

  /** The starting date; null where the rule does not bear on the row. */
  Sql day(String alias);

  /**
   * The starting date by all that is known, which includes dates of rows that are gone. It costs
   * more than {@link #day}, and is for telling about one row.
   */
  default Sql knownDay(String alias) {
    return day(alias);
  }

  /**
   * A value whose least over many rows falls on the least of their starting dates. It is cheaper
   * than the date where the row itself stores a moment.
   */
  default Sql instant(String alias) {
    return day(alias);
  }

  /** The same in a statement that asks whole tables, where the {@link #tables} may tell it. */
  default Sql instant(String alias, LookupStyle style) {
    return instant(alias);
  }

  /** The same for a statement that asks it of very many rows, and can join what tells it. */
  default JoinedInstant joinedInstant(String alias, LookupStyle style) {
    return new JoinedInstant(Sql.of(""), instant(alias, style));
  }

  /** What has to be gathered before statements ask with {@link LookupStyle#SETS}, in this order. */
  default List<SessionTable> tables() {
    return List.of();
  }

  /** The collections whose rows all bear on what is gathered. */
  default Set<String> gatheredFrom() {
    return Set.of();
  }

  /** The day of an {@link #instant}. */
  default Sql dayOf(Sql instant) {
    return instant;
  }

  /**
   * The name of a row and of its date that nobody can judge, for telling about one row; or null.
   */
  default Sql culprit(String alias) {
    return Sql.of("null::text");
  }

  /**
   * The number of the span of days that the starting date falls in, counted from 1. Empty where
   * that date is in another collection, whose own enforcement then tells the ages.
   *
   * @param starts first days of the spans, in order, and the day after the last span
   */
  default Optional<Sql> span(String alias, List<LocalDate> starts) {
    return Optional.empty();
  }

  /** The date that starts the clock, where the row itself has it. */
  default Optional<ColumnName> ownDate() {
    return Optional.empty();
  }

  /** The row's own date is all that the clock depends on. */
  default boolean rowAloneTells() {
    return false;
  }

  /**
   * The way to the row with the date, where the row itself has none: it belongs to that one, and
   * goes when it goes. Empty for any other clock.
   */
  default List<Step> wayToWhole() {
    return List.of();
  }

  /** The clock is a person's. */
  default boolean perSubject() {
    return false;
  }

  /** The column that links documents which go together; empty where each row goes by itself. */
  default Optional<ColumnName> link() {
    return Optional.empty();
  }
}
