package fr.oubli.decision.statement;

import fr.oubli.decision.person.RequestedRows;
import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.Sql;
import java.time.LocalDate;
import java.util.List;

/**
 * Changes a column of the rows that were found for a request, as a person's right demands it and
 * not the clock of a rule. The change and its ledger entry are one statement here too.
 *
 * @param right what the ledger names in the place of a rule
 */
public record RequestedWrite(
    String collection,
    Table table,
    long request,
    String right,
    String policySha256,
    LocalDate today) {

  /**
   * Notes the moment of an objection where none was noted before, and answers on how many rows.
   *
   * @param column takes the moment
   * @param moment of the objection
   * @param conditions on the row behind the alias {@code t}
   */
  public Sql withdraw(long run, String column, Sql moment, List<Sql> conditions) {
    Column target = table.column(column);
    String name = SqlName.of(target);
    return Sql.format(
        "with gone as (update "
            + SqlName.rowsOf(table)
            + (" t set " + name + " = {}::" + target.type())
            + " where t."
            + name
            + " is null and {} returning "
            + Keys.text("t", table)
            + " as k) {}",
        moment,
        Sql.all(requested(), Sql.all(conditions), TriggerPath.widened(table)),
        entry(run, "withdraw"));
  }

  /**
   * Corrects a column of some rows, and answers of how many.
   *
   * @param keys of rows of the request, as evidence writes them
   * @param values one per key, in the column's own spelling; null empties it
   */
  public Sql correct(long run, String column, List<String> keys, List<? extends Object> values) {
    Column target = table.column(column);
    return Sql.format(
        "with gone as (update "
            + SqlName.rowsOf(table)
            + (" t set " + SqlName.of(target) + " = v.value::" + target.type())
            + " from unnest({}, {}) v(key, value) where v.key = "
            + Keys.text("t", table)
            + " and {} returning v.key as k) {}",
        Sql.of("?::text[]", (Object) keys.toArray(String[]::new)),
        Sql.of("?::text[]", (Object) values.toArray(String[]::new)),
        Sql.all(requested(), TriggerPath.widened(table)),
        entry(run, "correct"));
  }

  private Sql requested() {
    return RequestedRows.confirmed("t", table, collection, request);
  }

  /** A column of the row behind the alias {@code t} has a value, as text. */
  public Sql is(String column, String value) {
    return Sql.of("t." + SqlName.of(table.column(column)) + "::text = ?", value);
  }

  private Sql entry(long run, String action) {
    return Sql.of(
        "select oubli.append_entry(?, ?, ?, ?, ?, ?, array_agg(k)::text, count(*)) from gone",
        run,
        right,
        policySha256,
        collection,
        action,
        today);
  }
}
