package fr.oubli.model.policy.mask;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** A number is rounded down to a multiple. */
public record RoundNumber(BigDecimal multiple) implements Mask {

  private static final Pattern NUMBER = Pattern.compile("\\d{1,12}(\\.\\d{1,6})?");

  public RoundNumber {
    if (multiple.signum() <= 0) {
      throw new IllegalArgumentException("a number is rounded to a positive multiple");
    }
  }

  /** Empty where the text is no positive number. */
  static Optional<Mask> of(String text) {
    return Optional.of(text)
        .filter(written -> NUMBER.matcher(written).matches())
        .map(BigDecimal::new)
        .filter(multiple -> multiple.signum() > 0)
        .map(RoundNumber::new);
  }

  @Override
  public String sql(ColumnValue value) {
    return "(floor(%1$s / %2$s) * %2$s)::%3$s"
        .formatted(value.sql(), numeric(), value.column().type());
  }

  @Override
  public String isMasked(ColumnValue value) {
    return value.is(sql(value));
  }

  @Override
  public String json(String value, RowSql row) {
    return "case jsonb_typeof(%1$s) when 'number' then to_jsonb(floor((%1$s)::numeric / %2$s) * %2$s) else %3$s end"
        .formatted(value, numeric(), Json.NULL);
  }

  private String numeric() {
    return multiple.toPlainString() + "::numeric";
  }

  @Override
  public MaskEffect effect() {
    return MaskEffect.COARSENS;
  }

  @Override
  public Optional<Misfit> misfit(String name, ColumnFacts column) {
    return Generalise.misfit(column, column.isNumber());
  }

  @Override
  public Optional<Misfit> misfitInJson() {
    return Optional.empty();
  }
}
