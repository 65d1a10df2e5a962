package fr.oubli.schema.sql;

import fr.oubli.model.policy.mask.ColumnValue;
import fr.oubli.model.policy.mask.Mask;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import java.time.ZoneId;

/**
 * Puts the masks of fields into SQL. Each expression gives the same when it is applied to its own
 * result, so a field is done when it already equals its masked value; a missing value is always
 * done.
 */
public final class MaskSql {

  private static final String ELEMENT = "e.element";

  private MaskSql() {}

  /**
   * The masked value, of the column's own type.
   *
   * @param value the column, or what other masks made of it
   */
  public static String expression(
      MaskedField field, String value, Table table, String alias, ZoneId zone) {
    return expression(field, value, new MaskedRow(table, alias, true), zone);
  }

  private static String expression(MaskedField field, String value, MaskedRow row, ZoneId zone) {
    Mask mask = field.mask();
    if (field.keys().isEmpty()) {
      MaskedColumn column = field.facts(row.table());
      return isByElement(field)
          ? ("(case when %1$s is not null then (select coalesce(array_agg(case when"
                  + " e.element is not null then %2$s end order by e.place), '{}')"
                  + " from unnest(%1$s) with ordinality e(element, place)) end)::%3$s")
              .formatted(
                  value,
                  mask.sql(new ColumnValue(ELEMENT, column, row, zone)),
                  field.column().type())
          : mask.sql(new ColumnValue(value, column, row, zone));
    }
    String json = field.column().baseType().equals("jsonb") ? value : "(" + value + ")::jsonb";
    return new JsonMaskSql(mask, row).expression(json, field.keys()) + "::" + field.column().type();
  }

  private static boolean isByElement(MaskedField field) {
    return field.column().isArray() && field.mask().perElement();
  }

  /** True when the field holds its masked value, or no value. */
  public static String isMasked(MaskedField field, Table table, String alias, ZoneId zone) {
    String value = alias + "." + SqlName.of(field.column());
    MaskedRow row = new MaskedRow(table, alias, false);
    if (field.keys().isEmpty()) {
      MaskedColumn column = field.facts(table);
      return isByElement(field)
          ? "coalesce((select bool_and(%s) from unnest(%s) e(element)), true)"
              .formatted(field.mask().isMasked(new ColumnValue(ELEMENT, column, row, zone)), value)
          : field.mask().isMasked(new ColumnValue(value, column, row, zone));
    }
    return "coalesce((%s)::jsonb = (%s)::jsonb, true)"
        .formatted(value, expression(field, value, row, zone));
  }
}
