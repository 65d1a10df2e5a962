package fr.oubli.decision.statement;

import fr.oubli.decision.clock.DateDefect;
import fr.oubli.decision.clock.Days;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.schema.sql.DateReading;
import fr.oubli.schema.sql.Sql;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** How old the rows are that a target's action has not ended. */
public record StoredAges(RowScope scope) {

  private static final String ROW = "t";

  /**
   * The earliest credible starting date; empty where only a join can tell.
   *
   * @param noneDue a verification found no due row, so that the answer is after the cutoff
   */
  public Optional<Sql> oldest(boolean noneDue) {
    return eligibility().clock().ownDate().map(date -> oldest(date, noneDue));
  }

  private Sql oldest(ColumnName date, boolean noneDue) {
    Sql notDue = oldest(date, eligibility().cutoff().plusDays(1), Sql.TRUE);
    if (noneDue && eligibility().rowAloneDecides()) {
      return notDue;
    }
    return scope.watermark() == null
        ? oldest(date, DateDefect.FIRST_CREDIBLE_DAY, Sql.TRUE)
        : Sql.format(
            "select least(({}), ({}))",
            notDue,
            oldest(date, DateDefect.FIRST_CREDIBLE_DAY, scope.includes(ROW)));
  }

  /** The least of the plain column, so that an index on it answers by its first entry. */
  private Sql oldest(ColumnName name, LocalDate from, Sql included) {
    DateReading column = eligibility().schema().reading(name);
    Sql date = eligibility().schema().date(ROW, name);
    return Sql.format(
        "select {} from {}{}",
        eligibility().days().dayOf(Sql.format("min({})", date), column),
        eligibility().from(ROW),
        Sql.where(
            List.of(
                eligibility().days().from(from, date, column),
                notToCome(name, date, column),
                included,
                eligibility().inReach(ROW, scope.style()),
                eligibility().pending().left(ROW))));
  }

  /** An end to come is no age; another date to come is in quarantine, and shows. */
  private Sql notToCome(ColumnName name, Sql date, DateReading column) {
    Days days = eligibility().days();
    return eligibility().target().rule().starts().ends().contains(name)
        ? Sql.format("{} < {}", date, days.startOf(days.asOf().plusDays(1), column))
        : Sql.TRUE;
  }

  /**
   * Rows bucket and rows: how many rows have their starting date in each span of days, counted from
   * 1. Empty where that date is in another collection, whose own enforcement tells it.
   *
   * @param starts first days of the spans, in order, and the day after the last span
   * @param share of the collection to read, over 0 and up to 1; the counts are those of the share
   */
  public Optional<Sql> spans(List<LocalDate> starts, double share) {
    return eligibility()
        .clock()
        .span(ROW, starts)
        .map(
            span ->
                Sql.format(
                    "select bucket, count(*) as rows from (select {} as bucket from {}{}"
                        + "{}) spans where bucket between 1 and {} group by bucket",
                    span,
                    eligibility().from(ROW),
                    Sql.sample(share),
                    Sql.where(
                        List.of(
                            eligibility().inReach(ROW, scope.style()),
                            eligibility().pending().left(ROW))),
                    Sql.of("?", starts.size() - 1)));
  }

  private Eligibility eligibility() {
    return scope.eligibility();
  }
}
