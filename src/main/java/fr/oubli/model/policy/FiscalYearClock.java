package fr.oubli.model.policy;

import fr.oubli.model.yaml.Mapping;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The close of the fiscal year that a document's date falls in (Code de commerce L123-22).
 *
 * @param column the document's date
 * @param link the column that links a document to the one it corrects; null where documents go one
 *     by one
 */
public record FiscalYearClock(ColumnName column, @Nullable ColumnName link) implements Clock {

  static final ClockKind KIND =
      new ClockKind("fiscal-year-end", List.of("together-with"), FiscalYearClock::read);

  private static Optional<Clock> read(Mapping block, ClockReader reader) {
    reader.needs(
        "fiscal-years", "fiscal-years: { close: 12-31 }", block.place(), "a fiscal year's end");
    Optional<ColumnName> column = block.value(KIND.word()).flatMap(reader.columns()::column);
    Optional<ColumnName> link = block.value("together-with").flatMap(reader.columns()::column);
    column.ifPresent(
        date ->
            link.filter(other -> !other.collection().equals(date.collection()))
                .ifPresent(other -> strange(other.collection(), date.collection(), block)));
    return column.map(date -> new FiscalYearClock(date, link.orElse(null)));
  }

  private static void strange(String collection, String documents, Mapping block) {
    block
        .faults()
        .add(
            block.placeOf("together-with"),
            "'together-with' links '" + collection + "', not the clock's collection",
            "name a column of '" + documents + "'");
  }

  @Override
  public String word() {
    return KIND.word();
  }

  @Override
  public List<ColumnName> columns() {
    return List.of(column);
  }

  @Override
  public Optional<ColumnName> rowDate() {
    return Optional.of(column);
  }

  @Override
  public boolean byFiscalYear() {
    return true;
  }

  @Override
  public Optional<ColumnName> togetherWith() {
    return Optional.ofNullable(link);
  }

  @Override
  public LocalDate startingPoint(LocalDate date, @Nullable FiscalYears years) {
    return Objects.requireNonNull(years).closeOf(date);
  }

  @Override
  public LocalDate lastDueDate(LocalDate asOf, Period period, @Nullable FiscalYears years) {
    return Objects.requireNonNull(years).lastDueDay(asOf, period);
  }

  @Override
  public <R> R map(Cases<R> cases) {
    return cases.fiscalYear(this);
  }
}
