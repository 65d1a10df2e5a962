package fr.oubli.model.policy.mask;

import java.util.Optional;
import java.util.stream.Stream;

/** The column is emptied. */
public record NullRewrite() implements Mask {

  static final Strategy STRATEGY = Strategy.alone("null_rewrite", new NullRewrite());

  @Override
  public String sql(ColumnValue value) {
    return "null::" + value.column().type();
  }

  @Override
  public String isMasked(ColumnValue value) {
    return value.sql() + " is null";
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
    return MaskEffect.EMPTIES;
  }

  @Override
  public Optional<Misfit> misfit(String name, ColumnFacts column) {
    return column.notNull()
        ? Optional.of(
            new Misfit("is NOT NULL and cannot take null_rewrite", constantFor(name, column)))
        : Optional.empty();
  }

  /** Where the column takes a text, a line to paste; else only a person can say what fits. */
  private static String constantFor(String name, ColumnFacts column) {
    if (column.isArray()) {
      return "add %s: %s to 'anonymise'".formatted(name, EmptyRewrite.STRATEGY.word());
    }
    return Stream.of("erased-{key}", "{key}", "erased", "x")
        .filter(value -> new StringRewrite(value).misfit(name, column).isEmpty())
        .findFirst()
        .map(
            value ->
                "add %s: { strategy: string_rewrite, value: \"%s\" } to 'anonymise'"
                    .formatted(name, value))
        .orElse("give the column another strategy");
  }

  @Override
  public Optional<Misfit> misfitInJson() {
    return Optional.empty();
  }
}
