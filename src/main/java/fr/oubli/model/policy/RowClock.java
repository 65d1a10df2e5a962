package fr.oubli.model.policy;

import fr.oubli.model.yaml.Mapping;
import java.util.List;
import java.util.Optional;

/** The row's own date. Rows of a collection without the column reach it by their references. */
public record RowClock(ColumnName column) implements Clock {

  static final ClockKind KIND = new ClockKind("row", List.of(), RowClock::read);

  private static Optional<Clock> read(Mapping block, ClockReader reader) {
    return block.value(KIND.word()).flatMap(reader.columns()::column).map(RowClock::new);
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
    return false;
  }

  @Override
  public <R> R map(Cases<R> cases) {
    return cases.row(this);
  }
}
