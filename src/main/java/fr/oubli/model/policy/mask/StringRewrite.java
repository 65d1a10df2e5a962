package fr.oubli.model.policy.mask;

import fr.oubli.model.yaml.Mapping;
import java.util.List;
import java.util.Optional;

/**
 * The column gets a constant where it holds a value. What is missing or empty stays so.
 *
 * @param value the constant; {@code {key}} in it becomes the row's key, where values must differ
 */
public record StringRewrite(String value) implements Mask {

  static final Strategy STRATEGY =
      Strategy.with("string_rewrite", List.of("value"), "value: \"erased\"", StringRewrite::read);

  private static final String KEY = "{key}";

  private static Optional<Mask> read(Mapping block) {
    return block.requiredText("value", "value: \"erased\"").map(StringRewrite::new);
  }

  @Override
  public String sql(ColumnValue column) {
    return column.over(masked(column));
  }

  @Override
  public String isMasked(ColumnValue column) {
    return column.isDone(column.sql() + " = " + masked(column));
  }

  private String masked(ColumnValue column) {
    return "(%s)::%s".formatted(constant(column.row()), column.column().type());
  }

  @Override
  public String json(String json, RowSql row) {
    return Json.over(json, "to_jsonb((" + constant(row) + ")::text)");
  }

  String constant(RowSql row) {
    String[] parts = value.split("\\{key}", -1);
    StringBuilder sql = new StringBuilder(row.literal(parts[0]));
    for (int i = 1; i < parts.length; i++) {
      sql.append(" || ").append(row.key()).append(" || ").append(row.literal(parts[i]));
    }
    return sql.toString();
  }

  @Override
  public MaskEffect effect() {
    return hasKey() ? MaskEffect.DISTINGUISHES : MaskEffect.SHARES;
  }

  private boolean hasKey() {
    return value.contains(KEY);
  }

  @Override
  public Optional<Misfit> misfit(String name, ColumnFacts column) {
    int longest = longest(column.keyLength());
    Integer most = column.maxLength();
    if (!column.isText()) {
      return Optional.of(Misfit.of("is " + column.type() + " and cannot take string_rewrite"));
    }
    if (most != null && longest > most) {
      return Optional.of(
          Misfit.of("holds %d characters, string_rewrite may write %d".formatted(most, longest)));
    }
    return column.unique() && !hasKey()
        ? Optional.of(Misfit.of("is UNIQUE, and the constant has no {key} to tell rows apart"))
        : Optional.empty();
  }

  int longest(int keyLength) {
    int keys = (value.length() - value.replace(KEY, "").length()) / KEY.length();
    return value.length() + keys * (keyLength - KEY.length());
  }

  @Override
  public Optional<Misfit> misfitInJson() {
    return Optional.empty();
  }
}
