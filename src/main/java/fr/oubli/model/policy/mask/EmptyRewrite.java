package fr.oubli.model.policy.mask;

import java.util.Optional;

/** An array is left without elements, where the column may not be missing. */
public record EmptyRewrite() implements Mask {

  static final Strategy STRATEGY = Strategy.alone("empty_rewrite", new EmptyRewrite());

  @Override
  public String sql(ColumnValue value) {
    return "'{}'::" + value.column().type();
  }

  @Override
  public String isMasked(ColumnValue value) {
    return "coalesce(cardinality(" + value.sql() + ") = 0, true)";
  }

  @Override
  public String json(String value, RowSql row) {
    return Json.NULL;
  }

  @Override
  public boolean perElement() {
    return false;
  }

  @Override
  public MaskEffect effect() {
    return MaskEffect.COARSENS;
  }

  @Override
  public Optional<Misfit> misfit(String name, ColumnFacts column) {
    if (!column.isArray()) {
      return Optional.of(
          Misfit.of("is " + column.type() + " and no array, and cannot take empty_rewrite"));
    }
    return column.unique()
        ? Optional.of(Misfit.of("is UNIQUE and cannot be empty in every row"))
        : Optional.empty();
  }

  @Override
  public Optional<Misfit> misfitInJson() {
    return Optional.of(new Misfit("is in a JSON column", "use null_rewrite there"));
  }
}
