package fr.oubli.decision.clock;

import fr.oubli.model.policy.ColumnName;
import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.ReferencePath;
import fr.oubli.schema.sql.Sql;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A date of the row itself, or of the row that its references lead up to. */
public record RowClockSql(
    MappedSchema schema, Days days, ReferencePath upwards, ColumnName date, LocalDate cutoff)
    implements ClockSql {

  @Override
  public Sql due(String alias, LookupStyle style) {
    return upwards.test(alias, style, row -> days.onOrBefore(cutoff, value(row), type()));
  }

  @Override
  public Sql suspect(String alias, LookupStyle style, Set<DateDefect> kinds) {
    return upwards.test(alias, style, row -> DateDefect.any(kinds, value(row), days, type()));
  }

  @Override
  public Sql culprit(String alias) {
    return upwards.value(
        alias,
        row ->
            Sql.format(
                "case when {} then {} end",
                DateDefect.any(ANY, value(row), days, type()),
                schema.named(date, Sql.of(Keys.text(row, schema.table(date.collection()))))));
  }

  @Override
  public List<Sql> touched(String alias, DateTest test) {
    return List.of(upwards.test(alias, LookupStyle.SETS, row -> test.on(value(row), type())));
  }

  @Override
  public List<Sql> recent(String alias, Watermark last) {
    return touched(alias, days.between(last.cutoff(), cutoff));
  }

  @Override
  public Sql day(String alias) {
    return upwards.value(alias, row -> days.dayOf(value(row), type()));
  }

  /** What the row itself stores; the first of two is the first of their days too. */
  public Sql instant(String alias) {
    return value(alias);
  }

  public Sql dayOf(Sql instant) {
    return days.dayOf(instant, type());
  }

  private Sql value(String row) {
    return schema.column(row, date);
  }

  @Override
  public Optional<ColumnName> ownDate() {
    return upwards.path().isEmpty() ? Optional.of(date) : Optional.empty();
  }

  @Override
  public Optional<Sql> span(String alias, List<LocalDate> starts) {
    return upwards.path().isEmpty()
        ? Optional.of(days.span(value(alias), type(), starts))
        : Optional.empty();
  }

  private Column type() {
    return schema.column(date);
  }
}
