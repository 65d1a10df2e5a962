package fr.oubli.model.policy.mask;

import java.time.ZoneId;

/**
 * A value to be masked.
 *
 * @param sql the column, or what other masks made of it
 * @param zone whose days the policy counts in
 */
public record ColumnValue(String sql, ColumnFacts column, RowSql row, ZoneId zone) {

  /** A condition in SQL: the value is a certain one, or there is none. */
  String is(String masked) {
    return "coalesce(%s = %s, true)".formatted(sql, masked);
  }

  /** A condition in SQL: another one holds of a text, or nothing is there to be written over. */
  String isDone(String condition) {
    return column.fillsEmpty()
        ? "coalesce(%s, true)".formatted(condition)
        : "coalesce(%s or %s, true)".formatted(condition, isEmpty(sql));
  }

  /**
   * What is written over a text. What is missing or empty stays as it is: an address that nobody
   * gave would make a row that is nobody's somebody's.
   */
  String over(String masked) {
    if (column.fillsEmpty()) {
      return column.notNull()
          ? masked
          : "case when %s is not null then %s end".formatted(sql, masked);
    }
    return "case when btrim(%1$s) <> '' then %2$s else %1$s end".formatted(sql, masked);
  }

  /** A condition in SQL: a text is empty, as identities are compared. Null where it is missing. */
  static String isEmpty(String text) {
    return "btrim(%s) = ''".formatted(text);
  }
}
