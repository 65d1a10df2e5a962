package fr.oubli.model.policy.mask;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A date or timestamp is brought back to the first day of its month, quarter or year. */
public record FloorDate(Unit unit) implements Mask {

  /** The span of which the first day is kept. */
  public enum Unit {
    MONTH,
    QUARTER,
    YEAR;

    /** As the policy and PostgreSQL write it. */
    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Empty where the text is no unit. */
  static Optional<Mask> of(String text) {
    return Arrays.stream(Unit.values())
        .filter(unit -> unit.word().equals(text))
        .findFirst()
        .map(FloorDate::new);
  }

  @Override
  public String sql(ColumnValue value) {
    return "%s::%s".formatted(floor(value), value.column().type());
  }

  /** The first day of a month that an instant falls in is another one in another zone. */
  private String floor(ColumnValue value) {
    return value.column().isInstant()
        ? "date_trunc('%s', %s, %s)"
            .formatted(unit.word(), value.sql(), value.row().literal(value.zone().getId()))
        : "date_trunc('%s', %s)".formatted(unit.word(), value.sql());
  }

  @Override
  public String isMasked(ColumnValue value) {
    return value.is(sql(value));
  }

  @Override
  public String json(String value, RowSql row) {
    return Json.NULL;
  }

  @Override
  public MaskEffect effect() {
    return MaskEffect.COARSENS;
  }

  @Override
  public Optional<Misfit> misfit(String name, ColumnFacts column) {
    return Generalise.misfit(column, column.isDate());
  }

  @Override
  public Optional<Misfit> misfitInJson() {
    return Optional.of(
        Misfit.of(
            "is in a JSON column, where a date is text: use { strategy: generalise, keep: 7 }"));
  }
}
