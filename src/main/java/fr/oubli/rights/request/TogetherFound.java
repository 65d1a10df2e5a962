package fr.oubli.rights.request;

import fr.oubli.decision.person.MatchCandidates;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;

/**
 * The statement that notes rows of several collections on which the operator has to decide. In a
 * map of thousands of tables a statement for each costs more than what it finds.
 */
record TogetherFound(Catalog catalog, long request) {

  /** Columns collection and row_count: how many rows are new, or have a reference now. */
  Sql statement(List<MatchCandidates> candidates) {
    List<Sql> parts = new ArrayList<>();
    for (MatchCandidates each : candidates) {
      parts.add(part(each, parts.size()));
    }
    return Sql.format(
        """
        with noted as (
          insert into oubli.request_match as known
            (request, collection, row_key, found_by, state, part, way)
          select {}, c.collection, c.row_key, c.found_by, 'proposed', c.part, c.way
          from (
            select distinct on (collection, row_key) * from ({}) several
            order by collection, row_key, number) c
          where not exists (
            select 1 from oubli.request_match d
            where d.request = {} and d.collection = c.collection and d.row_key = c.row_key
              and (c.way is null or d.state <> 'proposed' or d.way is not null)
            offset 0)
          on conflict (request, collection, row_key) do update set way = excluded.way
          returning collection)
        select collection, count(*) as row_count from noted group by collection""",
        Sql.of("?", request),
        Sql.union(parts),
        Sql.of("?", request));
  }

  private Sql part(MatchCandidates candidates, int number) {
    Table table = catalog.table(candidates.collection());
    String way = candidates.way();
    return Sql.format(
        "select {}::int as number, {}::text as collection, {} as row_key, {}::text as found_by,"
            + " {}::text as part, {} as way from {} t where {}",
        Sql.of("?", number),
        Sql.of("?", candidates.collection().name()),
        Sql.of(Keys.text("t", table)),
        Sql.of("?", candidates.foundBy()),
        Sql.of("?", candidates.part().stored()),
        way == null ? Sql.of("null::text") : Sql.of("?::text", way),
        Sql.of(SqlName.rowsOf(table)),
        candidates.condition());
  }
}
