package fr.oubli.schema.sql;

import fr.oubli.model.policy.mask.ColumnValue;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import java.time.ZoneId;

/**
 * Puts the masks of fields into SQL. Each expression gives the same when it is applied to its own
 * result, so a field is done when it already equals its masked value; a missing value is always
 * done.
 */
public final class MaskSql {

  private MaskSql() {}

  /**
   * The masked value, of the column's own type.
   *
   * @param value the column, or what other masks made of it
   */
  public static String expression(
      MaskedField field, String value, Table table, String alias, ZoneId zone) {
    MaskedRow row = new MaskedRow(table, alias);
    if (field.keys().isEmpty()) {
      return field
          .mask()
          .sql(new ColumnValue(value, new MaskedColumn(table, field.column()), row, zone));
    }
    String json = field.column().baseType().equals("jsonb") ? value : "(" + value + ")::jsonb";
    return new JsonMaskSql(field.mask(), row).expression(json, field.keys())
        + "::"
        + field.column().type();
  }

  /** True when the field holds its masked value, or no value. */
  public static String isMasked(MaskedField field, Table table, String alias, ZoneId zone) {
    String value = alias + "." + SqlName.of(field.column());
    if (field.keys().isEmpty()) {
      MaskedColumn column = new MaskedColumn(table, field.column());
      return field
          .mask()
          .isMasked(new ColumnValue(value, column, new MaskedRow(table, alias), zone));
    }
    return "coalesce((%s)::jsonb = (%s)::jsonb, true)"
        .formatted(value, expression(field, value, table, alias, zone));
  }
}
