package fr.oubli.schema.sql;

import fr.oubli.model.policy.Mask;
import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import java.time.ZoneId;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Masks put into SQL. Each expression gives the same when it is applied to its own result, so a
 * column is done when it already equals its masked value; a missing value is always done.
 */
public final class MaskSql {

  private static final int CHECK_LENGTH = 6;

  private MaskSql() {}

  /**
   * The masked value, of the column's own type.
   *
   * @param value the column, or what other masks made of it
   */
  public static String expression(
      MaskedField field, String value, Table table, String alias, ZoneId zone) {
    Mask mask = field.mask();
    Column column = field.column();
    String constant =
        mask instanceof Mask.StringRewrite rewrite ? constant(rewrite.value(), table, alias) : "";
    if (!field.keys().isEmpty()) {
      String json = column.baseType().equals("jsonb") ? value : "(" + value + ")::jsonb";
      return new JsonMaskSql(mask, constant).expression(json, field.keys()) + "::" + column.type();
    }
    if (mask instanceof Mask.NullRewrite) {
      return "null::" + column.type();
    }
    if (mask instanceof Mask.StringRewrite) {
      return "(%s)::%s".formatted(constant, column.type());
    }
    if (mask instanceof Mask.RandomString random) {
      return "case when %s then %s else %s::%s end"
          .formatted(certified(value, random.length()), value, fresh(random, value), column.type());
    }
    if (mask instanceof Mask.KeepPrefix prefix) {
      return "left(%s, %d)::%s".formatted(value, prefix.characters(), column.type());
    }
    if (mask instanceof Mask.RoundNumber round) {
      return "(floor(%1$s / %2$s) * %2$s)::%3$s"
          .formatted(value, round.multiple().toPlainString() + "::numeric", column.type());
    }
    if (mask instanceof Mask.FloorDate floor) {
      return "%s::%s".formatted(floored(floor, value, column, zone), column.type());
    }
    return value;
  }

  /** True when the field holds its masked value, or no value. */
  public static String isMasked(MaskedField field, Table table, String alias, ZoneId zone) {
    String value = alias + "." + SqlName.of(field.column());
    String masked = expression(field, value, table, alias, zone);
    if (!field.keys().isEmpty()) {
      return "coalesce((%s)::jsonb = (%s)::jsonb, true)".formatted(value, masked);
    }
    if (field.mask() instanceof Mask.NullRewrite) {
      return value + " is null";
    }
    if (field.mask() instanceof Mask.RandomString random) {
      return "coalesce(%s, true)".formatted(certified(value, random.length()));
    }
    return "coalesce(%s = %s, true)".formatted(value, masked);
  }

  private static String constant(String text, Table table, String alias) {
    String[] parts = text.split("\\{key}", -1);
    StringBuilder sql = new StringBuilder(SqlName.literal(parts[0]));
    for (int i = 1; i < parts.length; i++) {
      sql.append(" || ").append(key(table, alias)).append(" || ").append(SqlName.literal(parts[i]));
    }
    return sql.toString();
  }

  private static String key(Table table, String alias) {
    String columns =
        table.primaryKey().stream()
            .map(name -> alias + "." + SqlName.of(table.column(name)) + "::text")
            .collect(Collectors.joining(" || '-' || "));
    return "(" + columns + ")";
  }

  static String certified(String value, int length) {
    int body = length - CHECK_LENGTH;
    return "(length(%1$s) = %2$d and right(%1$s, %3$d) = left(md5(left(%1$s, %4$d) || 'oubli'), %3$d))"
        .formatted(value, length, CHECK_LENGTH, body);
  }

  /** The old value's first no characters tie the draw to its row: each row draws for itself. */
  static String fresh(Mask.RandomString random, String value) {
    int body = random.length() - CHECK_LENGTH;
    return ("(select body || left(md5(body || 'oubli'), %d) from (select left(repeat("
            + "replace(gen_random_uuid()::text, '-', ''), %d), %d) || left(%s, 0) as body) random)")
        .formatted(CHECK_LENGTH, body / 32 + 1, body, value);
  }

  private static String floored(Mask.FloorDate floor, String value, Column column, ZoneId zone) {
    String unit = floor.unit().name().toLowerCase(Locale.ROOT);
    return column.baseType().equals("timestamptz")
        ? "date_trunc('%s', %s, %s)".formatted(unit, value, SqlName.literal(zone.getId()))
        : "date_trunc('%s', %s)".formatted(unit, value);
  }
}
