package fr.oubli.model.policy.mask;

import fr.oubli.model.yaml.Mapping;
import java.util.List;
import java.util.Optional;

/**
 * The column gets random characters, drawn for each row. The last ones are a digest of those before
 * them, by which a masked value is recognised and not drawn again. What is missing or empty stays
 * so.
 *
 * @param length in characters, digest included
 */
public record RandomString(int length) implements Mask {

  static final Strategy STRATEGY =
      Strategy.with("random_string_rewrite", List.of("length"), "length: 20", RandomString::read);

  private static final int SHORTEST = 12;
  private static final int DIGEST_LENGTH = 6;

  public RandomString {
    if (length < SHORTEST) {
      throw new IllegalArgumentException("a random string needs at least " + SHORTEST);
    }
  }

  private static Optional<Mask> read(Mapping block) {
    return block
        .requiredText("length", "length: 20")
        .flatMap(text -> Parameters.count(text, block, "length", SHORTEST))
        .map(RandomString::new);
  }

  @Override
  public String sql(ColumnValue value) {
    return value.over(
        "case when %s then %s else %s::%s end"
            .formatted(
                recognised(value.sql()), value.sql(), drawn(value.sql()), value.column().type()));
  }

  @Override
  public String isMasked(ColumnValue value) {
    return value.isDone(recognised(value.sql()));
  }

  @Override
  public String json(String value, RowSql row) {
    String text = Json.text(value);
    return Json.over(
        value,
        "case when %s then %s else to_jsonb((%s)::text) end"
            .formatted(recognised(text), value, drawn(text)));
  }

  private String recognised(String value) {
    return "(length(%1$s) = %2$d and right(%1$s, %3$d) = left(md5(left(%1$s, %4$d) || 'oubli'), %3$d))"
        .formatted(value, length, DIGEST_LENGTH, length - DIGEST_LENGTH);
  }

  /**
   * The draw names the old value, of which it takes no character: else PostgreSQL would draw once
   * for all rows of a statement.
   */
  private String drawn(String value) {
    int body = length - DIGEST_LENGTH;
    return ("(select body || left(md5(body || 'oubli'), %d) from (select left(repeat("
            + "replace(gen_random_uuid()::text, '-', ''), %d), %d) || left(%s, 0) as body) random)")
        .formatted(DIGEST_LENGTH, body / 32 + 1, body, value);
  }

  @Override
  public MaskEffect effect() {
    return MaskEffect.DISTINGUISHES;
  }

  @Override
  public Optional<Misfit> misfit(String name, ColumnFacts column) {
    Integer most = column.maxLength();
    boolean fits = column.isText() && (most == null || length <= most);
    return fits
        ? Optional.empty()
        : Optional.of(
            Misfit.of("is " + column.type() + " and cannot take " + length + " characters"));
  }

  @Override
  public Optional<Misfit> misfitInJson() {
    return Optional.empty();
  }
}
