package fr.oubli.model.policy.mask;

import java.util.Optional;

/**
 * The column gets a pseudonym: an HMAC-SHA-256 of the value, made with a key that lies apart from
 * the database. One value has one pseudonym everywhere, so that rows of one person stay together;
 * whoever has the key can try values against it, so that the data stay personal until the key is
 * destroyed. An empty text gets none: those who gave nothing would become one person.
 *
 * <p>The last characters are a digest of those before them, by which a pseudonym is recognised and
 * not made one of again. That needs no key.
 */
public record Pseudonym() implements Mask {

  static final Strategy STRATEGY = Strategy.alone("pseudonym", new Pseudonym());

  /** The setting of a session with the key's block for the inner digest, in hexadecimal digits. */
  public static final String INNER = "oubli.pseudonym_inner";

  /** The same for the outer digest. */
  public static final String OUTER = "oubli.pseudonym_outer";

  private static final int LENGTH = 32;
  private static final int DIGEST_LENGTH = 6;
  private static final int BODY = LENGTH - DIGEST_LENGTH;
  private static final String SIGN = "oubli pseudonym";

  @Override
  public String sql(ColumnValue value) {
    return "(%s)::%s".formatted(pseudonym(value.sql(), value.row()), value.column().type());
  }

  private static String pseudonym(String value, RowSql row) {
    return ("case when %1$s is null then null when %2$s or %7$s then %1$s::text else (select body ||"
            + " left(md5(body || '%3$s'), %4$d) from (select left(encode(%5$s, 'hex'), %6$d)"
            + " as body) keyed) end")
        .formatted(
            value,
            recognised(value),
            SIGN,
            DIGEST_LENGTH,
            hmac(value, row),
            BODY,
            ColumnValue.isEmpty(value));
  }

  /** Nothing but PostgreSQL's own digest: what the value is never leaves the database. */
  private static String hmac(String value, RowSql row) {
    return "sha256(%s || sha256(%s || convert_to(%s::text, 'UTF8')))"
        .formatted(block(row, OUTER), block(row, INNER), value);
  }

  private static String block(RowSql row, String setting) {
    return "decode(" + row.secret(setting) + ", 'hex')";
  }

  private static String recognised(String value) {
    return "(length(%1$s) = %2$d and right(%1$s, %3$d) = left(md5(left(%1$s, %4$d) || '%5$s'), %3$d))"
        .formatted(value, LENGTH, DIGEST_LENGTH, BODY, SIGN);
  }

  @Override
  public String isMasked(ColumnValue value) {
    return "coalesce(%s or %s, true)"
        .formatted(recognised(value.sql()), ColumnValue.isEmpty(value.sql()));
  }

  @Override
  public String json(String value, RowSql row) {
    return "case when jsonb_typeof(%1$s) in ('string', 'number') then coalesce(to_jsonb(%2$s), %3$s) else %3$s end"
        .formatted(value, pseudonym(Json.text(value), row), Json.NULL);
  }

  @Override
  public MaskEffect effect() {
    return MaskEffect.LINKS;
  }

  @Override
  public Optional<Misfit> misfit(String name, ColumnFacts column) {
    Integer most = column.maxLength();
    return column.isText() && (most == null || most >= LENGTH)
        ? Optional.empty()
        : Optional.of(
            Misfit.of(
                "is "
                    + column.type()
                    + " and cannot take a pseudonym of "
                    + LENGTH
                    + " characters"));
  }

  @Override
  public Optional<Misfit> misfitInJson() {
    return Optional.empty();
  }
}
