package fr.oubli.model.policy.mask;

import java.util.Optional;

/** Text is cut to its first characters, such as a postal code to its département. */
public record KeepPrefix(int characters) implements Mask {

  public KeepPrefix {
    if (characters < 1) {
      throw new IllegalArgumentException("a prefix keeps at least one character");
    }
  }

  @Override
  public String sql(ColumnValue value) {
    return "left(%s, %d)::%s".formatted(value.sql(), characters, value.column().type());
  }

  @Override
  public String isMasked(ColumnValue value) {
    return value.is(sql(value));
  }

  @Override
  public String json(String value, RowSql row) {
    return "case when jsonb_typeof(%s) in ('string', 'number') then to_jsonb(left(%s, %d)) else %s end"
        .formatted(value, Json.text(value), characters, Json.NULL);
  }

  @Override
  public MaskEffect effect() {
    return MaskEffect.SHARES;
  }

  @Override
  public Optional<Misfit> misfit(String name, ColumnFacts column) {
    return Generalise.misfit(column, column.isText());
  }

  @Override
  public Optional<Misfit> misfitInJson() {
    return Optional.empty();
  }
}
