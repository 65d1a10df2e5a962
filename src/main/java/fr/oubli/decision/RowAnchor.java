package fr.oubli.decision;

import fr.oubli.catalog.Column;
import fr.oubli.policy.ColumnName;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A date of the row itself, or of the row that its references lead up to. */
record RowAnchor(Estate estate, Days days, Climb climb, ColumnName date, LocalDate cutoff)
    implements Anchor {

  @Override
  public Sql due(String alias, Look look) {
    return climb.test(alias, look, row -> days.onOrBefore(cutoff, value(row), type()));
  }

  @Override
  public Sql suspect(String alias, Look look, Set<Suspicion> kinds) {
    return climb.test(alias, look, row -> Suspicion.any(kinds, value(row), days, type()));
  }

  @Override
  public Sql culprit(String alias) {
    return climb.value(
        alias,
        row ->
            Sql.format(
                "case when {} then {} end",
                Suspicion.any(ANY, value(row), days, type()),
                estate.named(date, Sql.of(Keys.text(row, estate.table(date.collection()))))));
  }

  @Override
  public List<Sql> touched(String alias, DateTest test) {
    return List.of(climb.test(alias, Look.SETS, row -> test.on(value(row), type())));
  }

  @Override
  public List<Sql> recent(String alias, LastLook last) {
    return touched(alias, days.between(last.cutoff(), cutoff));
  }

  @Override
  public Sql day(String alias) {
    return climb.value(alias, row -> days.dayOf(value(row), type()));
  }

  /** What the row itself stores; the first of two is the first of their days too. */
  Sql instant(String alias) {
    return value(alias);
  }

  Sql dayOf(Sql instant) {
    return days.dayOf(instant, type());
  }

  private Sql value(String row) {
    return estate.column(row, date);
  }

  @Override
  public Optional<ColumnName> ownDate() {
    return climb.path().isEmpty() ? Optional.of(date) : Optional.empty();
  }

  @Override
  public Optional<Sql> span(String alias, List<LocalDate> starts) {
    return climb.path().isEmpty()
        ? Optional.of(days.span(value(alias), type(), starts))
        : Optional.empty();
  }

  private Column type() {
    return estate.column(date);
  }
}
