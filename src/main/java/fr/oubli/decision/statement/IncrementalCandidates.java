package fr.oubli.decision.statement;

import fr.oubli.decision.clock.Watermark;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows that may have become due since a watermark: those on which a date that fell due since
 * then bears, and those that waited then. Each way to them is a query of its own, so that it starts
 * from the few dates and not from the many rows. Rows too many only cost time, since every row is
 * judged anyway.
 */
record IncrementalCandidates(Eligibility eligibility, Watermark watermark) {

  private static final String CANDIDATE = "c";

  /** The row behind an alias is one of them. */
  Sql include(String alias) {
    List<Sql> ways = new ArrayList<>(eligibility.clock().candidates(CANDIDATE, watermark));
    ways.add(waited());
    return picked(alias, table(), ways);
  }

  /** The row behind an alias is one of those that waited at the watermark, or were noted since. */
  Sql includeNoted(String alias) {
    return picked(alias, table(), List.of(waited()));
  }

  /**
   * The row behind an alias is one to which any of some ways leads, each a condition on the alias
   * {@code c}. Of a partitioned table other rows are picked too, which lie at the same places in
   * other partitions.
   */
  static Sql picked(String alias, Table table, List<Sql> ways) {
    if (ways.isEmpty()) {
      return Sql.FALSE;
    }
    Sql places =
        Sql.union(
            ways.stream()
                .map(
                    way ->
                        Sql.format(
                            "select c.ctid from {} c where {}", Sql.of(SqlName.rowsOf(table)), way))
                .toList());
    return Sql.format("{} = any(array({}))", Sql.of(alias + ".ctid"), places);
  }

  private Sql waited() {
    return Sql.format(
        "exists (select 1 from oubli.waiting w where w.rule = {} and w.collection = {} and {})",
        Sql.of("?", eligibility.target().rule().name()),
        Sql.of("?", eligibility.target().collection().name()),
        Keys.is(CANDIDATE, table(), "w.row_key"));
  }

  private Table table() {
    return eligibility.target().table();
  }
}
