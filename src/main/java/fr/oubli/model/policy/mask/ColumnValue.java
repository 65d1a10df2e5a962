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
}
