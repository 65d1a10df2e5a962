package fr.oubli.decision.statement;

import fr.oubli.decision.clock.Watermark;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows that may have become due since the last look: those that a date in between bears on, and
 * those that the last look left waiting. Each way is a join of its own, so that it starts from the
 * few dates and not from the many rows. A set too large only costs time: every row is judged
 * anyway.
 */
public record IncrementalCandidates(Eligibility eligibility, Watermark last) {

  public Sql among(String alias) {
    List<Sql> ways = new ArrayList<>(eligibility.anchor().recent("c", last));
    ways.add(waiting("c"));
    return picked(alias, eligibility.target().table(), ways);
  }

  /** Those alone that a run or the last look noted. */
  public Sql amongNoted(String alias) {
    return picked(alias, eligibility.target().table(), List.of(waiting("c")));
  }

  /** Rows that any of some ways leads to; of a partitioned table also others at the same places. */
  public static Sql picked(String alias, Table table, List<Sql> ways) {
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
    Table table = eligibility.target().table();
    return Sql.format(
        "exists (select 1 from oubli.waiting w where w.rule = {} and w.collection = {} and {})",
        Sql.of("?", eligibility.target().rule().name()),
        Sql.of("?", eligibility.target().collection().name()),
        Keys.is(alias, table, "w.row_key"));
  }
}
