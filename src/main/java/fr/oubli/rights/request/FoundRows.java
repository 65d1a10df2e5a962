package fr.oubli.rights.request;

import fr.oubli.decision.person.Confirmations;
import fr.oubli.decision.person.MatchCandidates;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.Keys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Notes which rows a search found. A row that was only proposed before becomes confirmed where the
 * search is certain now; a row that the operator decided on stays as it is.
 */
final class FoundRows implements Confirmations {

  private static final String CONFIRMED = "confirmed";
  private static final String PROPOSED = "proposed";

  private final JdbcTemplate jdbc;
  private final Catalog catalog;
  private final long request;
  private final Map<String, Integer> latest = new HashMap<>();
  private int statements = 1;

  FoundRows(JdbcTemplate jdbc, Catalog catalog, long request) {
    this.jdbc = jdbc;
    this.catalog = catalog;
    this.request = request;
    jdbc.queryForList(
            "select distinct collection from oubli.request_match"
                + " where request = ? and state = 'confirmed'",
            String.class,
            request)
        .forEach(collection -> latest.put(collection, statements));
  }

  @Override
  public int latest(String collection) {
    return latest.getOrDefault(collection, 0);
  }

  /**
   * @return how many rows are new, or confirmed now
   */
  int add(Stream<MatchCandidates> candidates) {
    return candidates.mapToInt(this::add).sum();
  }

  private int add(MatchCandidates candidates) {
    String collection = candidates.collection().name();
    Table table = catalog.table(candidates.collection());
    String key = Keys.text("t", table);
    String settled = candidates.certain() ? "d.state <> 'proposed'" : "true";
    String state = candidates.certain() ? CONFIRMED : PROPOSED;
    List<Object> parameters =
        new ArrayList<>(List.of(request, collection, candidates.foundBy(), state));
    parameters.addAll(candidates.condition().values());
    parameters.addAll(List.of(request, collection));
    int rows =
        jdbc.update(
            "insert into oubli.request_match as known (request, collection, row_key, found_by, state)"
                + (" select ?, ?, " + key + ", ?, ? from " + SqlName.rowsOf(table) + " t where ")
                + candidates.condition().text()
                + " and not exists (select 1 from oubli.request_match d where d.request = ?"
                + (" and d.collection = ? and d.row_key = " + key + " and " + settled + ")")
                + " on conflict (request, collection, row_key) do update"
                + " set state = excluded.state, found_by = excluded.found_by"
                + " where known.state = 'proposed' and excluded.state = 'confirmed'",
            parameters.toArray());
    statements++;
    if (rows > 0 && candidates.certain()) {
      latest.put(collection, statements);
    }
    return rows;
  }
}
