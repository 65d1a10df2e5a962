package fr.oubli.rights.request;

import fr.oubli.decision.person.Confirmations;
import fr.oubli.decision.person.MatchCandidates;
import fr.oubli.decision.person.MatchCandidates.Part;
import fr.oubli.model.datamap.Collection;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Notes which rows a search found. A row that was only proposed before becomes confirmed where the
 * search is certain now; a row that the operator decided on stays as it is, but for what is certain
 * to be the person's own.
 */
final class FoundRows implements Confirmations {

  private static final String CONFIRMED = "confirmed";
  private static final String PROPOSED = "proposed";

  private static final String BETTER =
      "state = excluded.state, found_by = excluded.found_by, part = excluded.part, way = null";

  /** What led to the row first says what it is to the person; from now on other rows follow. */
  private static final String ALSO_TIED = "way = excluded.way";

  /** Candidates that are looked for in one statement. */
  private static final int TOGETHER = 40;

  private final JdbcTemplate jdbc;
  private final Catalog catalog;
  private final long request;
  private final Map<String, Integer> latest = new HashMap<>();
  private final Map<String, Integer> touched = new HashMap<>();
  private final List<MatchCandidates> waiting = new ArrayList<>();
  private final Set<String> waitingOf = new HashSet<>();
  private int statements = 1;
  private int found;

  FoundRows(JdbcTemplate jdbc, Catalog catalog, long request) {
    this.jdbc = jdbc;
    this.catalog = catalog;
    this.request = request;
    jdbc.queryForList(
            "select distinct collection from oubli.request_match"
                + " where request = ? and state = 'confirmed' and part = 'owner'",
            String.class,
            request)
        .forEach(collection -> latest.put(collection, statements));
    jdbc.queryForList(
            "select distinct collection from oubli.request_match where request = ?",
            String.class,
            request)
        .forEach(collection -> touched.put(collection, statements));
  }

  @Override
  public int latest(String collection) {
    return latest.getOrDefault(collection, 0);
  }

  /** What waits finds nothing that is certain, so that only this has to know of it. */
  @Override
  public int touched(String collection) {
    if (waitingOf.contains(collection)) {
      findWaiting();
    }
    return touched.getOrDefault(collection, 0);
  }

  @Override
  public boolean anyRow(Collection collection, Sql condition) {
    return Boolean.TRUE.equals(
        jdbc.queryForObject(
            "select exists (select 1 from "
                + SqlName.rowsOf(catalog.table(collection))
                + " t where "
                + condition.text()
                + ")",
            Boolean.class,
            condition.values().toArray()));
  }

  @Override
  public List<String> told(Sql query) {
    return jdbc.queryForList(query.text(), String.class, query.values().toArray()).stream()
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  /**
   * Candidates that are only proposed are looked for together, those of many collections in one
   * statement: none of them is changed by what another finds, since whoever asks what was found of
   * a collection gets an answer that counts those that wait.
   *
   * @return how many rows are new, or confirmed now
   */
  int add(Stream<MatchCandidates> candidates) {
    int before = found;
    candidates.forEachOrdered(this::take);
    findWaiting();
    return found - before;
  }

  private void take(MatchCandidates candidates) {
    String collection = candidates.collection().name();
    if (candidates.certain()) {
      touched(collection);
      found += add(candidates);
      return;
    }
    // A reference is noted of a row that an identity led to, after it.
    boolean unlike =
        !waiting.isEmpty() && (waiting.get(0).way() == null) != (candidates.way() == null);
    if (unlike || waiting.size() >= TOGETHER) {
      findWaiting();
    }
    waiting.add(candidates);
    waitingOf.add(collection);
  }

  /** A row that several lead to is found by the first. */
  private void findWaiting() {
    List<MatchCandidates> all = List.copyOf(waiting);
    waiting.clear();
    waitingOf.clear();
    if (all.size() == 1) {
      found += add(all.get(0));
    } else if (!all.isEmpty()) {
      Sql sql = new TogetherFound(catalog, request).statement(all);
      statements++;
      jdbc.query(
          sql.text(),
          row -> {
            found += row.getInt("row_count");
            touched.put(Objects.requireNonNull(row.getString("collection")), statements);
          },
          sql.values().toArray());
    }
  }

  private int add(MatchCandidates candidates) {
    String collection = candidates.collection().name();
    Table table = catalog.table(candidates.collection());
    String key = Keys.text("t", table);
    String state = candidates.certain() ? CONFIRMED : PROPOSED;
    List<@Nullable Object> parameters =
        new ArrayList<>(List.of(request, collection, candidates.foundBy(), state));
    parameters.addAll(Arrays.asList(candidates.part().stored(), candidates.way()));
    parameters.addAll(candidates.condition().values());
    parameters.addAll(List.of(request, collection));
    int rows =
        jdbc.update(
            "insert into oubli.request_match as known"
                + " (request, collection, row_key, found_by, state, part, way)"
                + (" select ?, ?, " + key + ", ?, ?, ?, ?::text from " + SqlName.rowsOf(table))
                + " t where "
                + candidates.condition().text()
                + " and not exists (select 1 from oubli.request_match d where d.request = ?"
                + (" and d.collection = ? and d.row_key = " + key + " and ")
                + settled(candidates)
                // Asked row by row by the key: nobody knows yet how many rows were found before.
                + " offset 0) on conflict (request, collection, row_key) do update set "
                + (candidates.certain() ? BETTER : ALSO_TIED),
            parameters.toArray());
    statements++;
    if (rows > 0) {
      touched.put(collection, statements);
      if (candidates.certain() && candidates.part() == Part.OWNER) {
        latest.put(collection, statements);
      }
    }
    return rows;
  }

  /** A condition on a row that was found before: this changes nothing of it. */
  private static String settled(MatchCandidates candidates) {
    if (candidates.certain()) {
      return candidates.part() == Part.OWNER
          ? "(d.state = 'rejected' or d.state = 'confirmed' and d.part = 'owner')"
          : "d.state <> 'proposed'";
    }
    return candidates.way() == null ? "true" : "(d.state <> 'proposed' or d.way is not null)";
  }
}
