package fr.oubli.model.policy.mask;

import java.util.Optional;

/** The column is left as it is, on purpose, although it holds personal data. */
public record Preserve() implements Mask {

  static final Strategy STRATEGY = Strategy.alone("preserve", new Preserve());

  @Override
  public String sql(ColumnValue value) {
    return value.sql();
  }

  @Override
  public String isMasked(ColumnValue value) {
    return "true";
  }

  @Override
  public String json(String value, RowSql row) {
    return value;
  }

  @Override
  public boolean perElement() {
    return false;
  }

  @Override
  public MaskEffect effect() {
    return MaskEffect.PRESERVES;
  }

  @Override
  public Optional<Misfit> misfit(String name, ColumnFacts column) {
    return Optional.empty();
  }

  @Override
  public Optional<Misfit> misfitInJson() {
    return Optional.empty();
  }
}
