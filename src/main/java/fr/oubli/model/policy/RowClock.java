package fr.oubli.model.policy;

import fr.oubli.model.yaml.Mapping;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The row's own date. Rows of a collection without the column reach it by their references.
 *
 * @param ended the date says when something ended: missing or to come, it goes on
 */
public record RowClock(ColumnName column, boolean ended) implements Clock {

  static final ClockKind KIND = new ClockKind("row", List.of(), RowClock::happened);
  static final ClockKind END = new ClockKind("end", List.of(), RowClock::ended);

  /** A clock that starts by what happened. */
  public RowClock(ColumnName column) {
    this(column, false);
  }

  private static Optional<Clock> happened(Mapping block, ClockReader reader) {
    return block.value(KIND.word()).flatMap(reader.columns()::column).map(RowClock::new);
  }

  private static Optional<Clock> ended(Mapping block, ClockReader reader) {
    return block
        .value(END.word())
        .flatMap(reader.columns()::column)
        .map(column -> new RowClock(column, true));
  }

  @Override
  public String word() {
    return ended ? END.word() : KIND.word();
  }

  @Override
  public Set<ColumnName> ends() {
    return ended ? Set.of(column) : Set.of();
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
    return false;
  }

  @Override
  public <R> R map(Cases<R> cases) {
    return cases.row(this);
  }
}
