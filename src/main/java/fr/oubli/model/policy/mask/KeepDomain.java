package fr.oubli.model.policy.mask;

import fr.oubli.model.yaml.Mapping;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An e-mail address keeps its domain, and what stands before it becomes a constant. What is no
 * single address, and what would not fit, gets the domain {@value #NO_DOMAIN}, which nobody can
 * have. What is missing or empty stays so.
 *
 * @param value in place of what stands before the domain; {@code {key}} in it becomes the row's key
 */
public record KeepDomain(String value) implements Mask {

  static final Strategy STRATEGY =
      Strategy.with("keep_domain", List.of("value"), "value: \"erased-{key}\"", KeepDomain::read);

  private static final String NO_DOMAIN = "invalid";

  private static Optional<Mask> read(Mapping block) {
    Optional<String> value = block.requiredText("value", "value: \"erased-{key}\"");
    if (value.filter(text -> text.contains("@")).isPresent()) {
      block
          .faults()
          .add(
              block.placeOf("value"),
              "'value' is '" + value.get() + "', and what is kept is the domain after it",
              "write what stands before the @ alone, such as \"erased-{key}\"");
      return Optional.empty();
    }
    return value.map(KeepDomain::new);
  }

  private StringRewrite name() {
    return new StringRewrite(value);
  }

  @Override
  public String sql(ColumnValue column) {
    return column.over(masked(column));
  }

  private String masked(ColumnValue column) {
    String name = name().constant(column.row());
    return "(%s)::%s"
        .formatted(
            address(column.sql(), name, column.column().maxLength()), column.column().type());
  }

  private static String address(String value, String name, @Nullable Integer most) {
    String kept =
        "coalesce(lower(substring(btrim(%s) from '^[^@[:space:]]+@([[:alnum:].-]+)$')), '%s')"
            .formatted(value, NO_DOMAIN);
    String whole = name + " || '@' || " + kept;
    return most == null
        ? whole
        : "case when length(%s) <= %d then %s else %s || '@%s' end"
            .formatted(whole, most, whole, name, NO_DOMAIN);
  }

  @Override
  public String isMasked(ColumnValue column) {
    return column.isDone(column.sql() + " = " + masked(column));
  }

  @Override
  public String json(String json, RowSql row) {
    String address = address(Json.text(json), name().constant(row), null);
    return Json.over(json, "to_jsonb((" + address + ")::text)");
  }

  @Override
  public MaskEffect effect() {
    return name().effect();
  }

  @Override
  public Optional<Misfit> misfit(String name, ColumnFacts column) {
    if (!column.isText()) {
      return Optional.of(Misfit.of("is " + column.type() + " and cannot take keep_domain"));
    }
    int longest = name().longest(column.keyLength()) + 1 + NO_DOMAIN.length();
    Integer most = column.maxLength();
    if (most != null && longest > most) {
      return Optional.of(
          Misfit.of("holds %d characters, keep_domain may write %d".formatted(most, longest)));
    }
    return column.unique() && effect() == MaskEffect.SHARES
        ? Optional.of(Misfit.of("is UNIQUE, and the value has no {key} to tell rows apart"))
        : Optional.empty();
  }

  @Override
  public Optional<Misfit> misfitInJson() {
    return Optional.empty();
  }
}
