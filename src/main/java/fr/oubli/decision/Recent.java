package fr.oubli.decision;

import fr.oubli.catalog.SqlName;
import fr.oubli.catalog.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows that may have become due since the last look: those that a date in between bears on, and
 * those that the last look left waiting. Each way is a join of its own, so that it starts from the
 * few dates and not from the many rows. A set too large only costs time: every row is judged
 * anyway.
 */
record Recent(Decision decision, LastLook last) {

  Sql among(String alias) {
    List<Sql> ways = new ArrayList<>(decision.anchor().recent("c", last));
    ways.add(waiting("c"));
    return picked(alias, decision.task().table(), ways);
  }

  /** Those alone that a run or the last look noted. */
  Sql amongNoted(String alias) {
    return picked(alias, decision.task().table(), List.of(waiting("c")));
  }

  /** Rows that any of some ways leads to; of a partitioned table also others at the same places. */
  static Sql picked(String alias, Table table, List<Sql> ways) {
    if (ways.isEmpty()) {
      return Sql.FALSE;
    }
    StringBuilder text = new StringBuilder();
    List<Object> values = new ArrayList<>();
    for (Sql way : ways) {
      text.append(text.isEmpty() ? "" : " union all ")
          .append("select c.ctid from ")
          .append(SqlName.rowsOf(table))
          .append(" c where ")
          .append(way.text());
      values.addAll(way.values());
    }
    return Sql.of(alias + ".ctid = any(array(" + text + "))", values.toArray());
  }

  private Sql waiting(String alias) {
    Table table = decision.task().table();
    return Sql.format(
        "exists (select 1 from oubli.waiting w where w.rule = {} and w.collection = {} and {})",
        Sql.of("?", decision.task().rule().name()),
        Sql.of("?", decision.task().collection().name()),
        Keys.is(alias, table, "w.row_key"));
  }
}
