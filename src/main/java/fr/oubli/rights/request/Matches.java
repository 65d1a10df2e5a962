package fr.oubli.rights.request;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows that the search found for a request, and what the operator decided of them. */
public final class Matches {

  /** How many rows of one collection are confirmed, and how many wait for a decision. */
  public record MatchCount(String collection, long confirmed, long proposed) {}

  /**
   * Rows of one collection that wait for a decision and were found in one way.
   *
   * @param way the reference that ties them to the person; null where an identity led to them
   * @param own whether they are the person's if they are rightly found; otherwise they are somebody
   *     else's and concern the person
   */
  public record Proposal(
      String collection, String foundBy, @Nullable String way, boolean own, long rows) {

    /** By what the rows were found, in words. */
    public String by() {
      return way == null ? foundBy : way;
    }
  }

  /**
   * A row that was found.
   *
   * @param foundBy the field that led to it
   */
  public record MatchedRow(String collection, String key, String foundBy) {

    /** As {@link #decide} takes it. */
    public String target() {
      return collection + ":" + key;
    }
  }

  /** How many rows are listed at a time. */
  public static final int SHOWN = 200;

  private static final String ALL = ":*";

  private final JdbcClient jdbc;

  public Matches(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  public List<MatchCount> counts(long request) {
    return jdbc.sql(
            """
            select collection, count(*) filter (where state = 'confirmed') as confirmed,
              count(*) filter (where state = 'proposed') as proposed
            from oubli.request_match where request = ? group by collection order by collection""")
        .param(request)
        .query(
            (row, number) ->
                new MatchCount(
                    row.getString("collection"), row.getLong("confirmed"), row.getLong("proposed")))
        .list();
  }

  /** Collections of which at least one row is confirmed. */
  public List<String> confirmedCollections(long request) {
    return counts(request).stream()
        .filter(count -> count.confirmed() > 0)
        .map(MatchCount::collection)
        .toList();
  }

  /** The same for several requests; one without a confirmed row is not among them. */
  public Map<Long, Set<String>> confirmedCollections(List<Long> requests) {
    Map<Long, Set<String>> confirmed = new HashMap<>();
    jdbc.sql(
            "select distinct request, collection from oubli.request_match"
                + " where request = any(?) and state = 'confirmed'")
        .param(requests.toArray(Long[]::new))
        .query(
            row -> {
              confirmed
                  .computeIfAbsent(row.getLong("request"), request -> new HashSet<>())
                  .add(Objects.requireNonNull(row.getString("collection")));
            });
    return confirmed;
  }

  /**
   * Collections of which at least one row is the person's, or has columns that are. Rows that only
   * concern the person are somebody else's.
   */
  public List<String> ownCollections(long request) {
    return jdbc.sql(
            "select distinct collection from oubli.request_match where request = ?"
                + " and state = 'confirmed' and part <> 'party' order by collection")
        .param(request)
        .query(String.class)
        .list();
  }

  /** How many confirmed rows of each collection are somebody else's and concern the person. */
  public Map<String, Long> othersRows(long request) {
    Map<String, Long> others = new TreeMap<>();
    jdbc.sql(
            "select collection, count(*) as row_count from oubli.request_match where request = ?"
                + " and state = 'confirmed' and part = 'party' group by collection")
        .param(request)
        .query(
            row -> {
              others.put(
                  Objects.requireNonNull(row.getString("collection")), row.getLong("row_count"));
            });
    return others;
  }

  /** What waits for a decision, by collection and by how it was found. */
  public List<Proposal> proposed(long request) {
    return jdbc.sql(
            """
            select collection, found_by, way, part = 'owner' as own, count(*) as row_count
            from oubli.request_match where request = ? and state = 'proposed'
            group by 1, 2, 3, 4 order by 1, 2, 3, 4""")
        .param(request)
        .query(
            (row, number) ->
                new Proposal(
                    row.getString("collection"),
                    row.getString("found_by"),
                    row.getString("way"),
                    row.getBoolean("own"),
                    row.getLong("row_count")))
        .list();
  }

  /** The first two hundred rows of a proposal. */
  public List<MatchedRow> rows(long request, Proposal proposal) {
    return jdbc.sql(
            """
            select collection, row_key, found_by from oubli.request_match
            where request = ? and state = 'proposed' and collection = ? and found_by = ?
              and way is not distinct from ?::text and (part = 'owner') = ?
            order by row_key limit ?""")
        .params(
            Arrays.asList(
                request,
                proposal.collection(),
                proposal.foundBy(),
                proposal.way(),
                proposal.own(),
                SHOWN))
        .query(Matches::matched)
        .list();
  }

  /** The first two hundred rows that wait for a decision. */
  public List<MatchedRow> proposals(long request) {
    return rows(request, "proposed", null, 1);
  }

  /** The first two hundred rows that are the person's, or concern them. */
  public List<MatchedRow> confirmed(long request) {
    return confirmed(request, null, 1);
  }

  /**
   * @param collection null for all
   * @param page of {@link #SHOWN} rows, the first of which is 1
   */
  public List<MatchedRow> confirmed(long request, @Nullable String collection, int page) {
    return rows(request, "confirmed", collection, page);
  }

  /**
   * @param collection null for all
   * @param page of {@link #SHOWN} rows, the first of which is 1
   */
  public List<MatchedRow> proposals(long request, @Nullable String collection, int page) {
    return rows(request, "proposed", collection, page);
  }

  private List<MatchedRow> rows(long request, String state, @Nullable String collection, int page) {
    return jdbc.sql(
            """
            select collection, row_key, found_by from oubli.request_match
            where request = ? and state = ? and (?::text is null or collection = ?)
            order by collection, row_key limit ? offset ?""")
        .params(
            Arrays.asList(request, state, collection, collection, SHOWN, (long) SHOWN * (page - 1)))
        .query(Matches::matched)
        .list();
  }

  private static MatchedRow matched(ResultSet row, int number) throws SQLException {
    return new MatchedRow(
        Objects.requireNonNull(row.getString("collection")),
        Objects.requireNonNull(row.getString("row_key")),
        Objects.requireNonNull(row.getString("found_by")));
  }

  /**
   * Stores what the operator decided of a row that was found, or of all proposed rows of a
   * collection.
   *
   * @param target {@code collection:key}, or {@code collection:*}
   * @throws Refusal when the search did not find that row
   */
  public void decide(long request, String target, boolean confirmed) {
    decide(request, target, confirmed ? Decision.CONFIRMED : Decision.REJECTED);
  }

  /** What the operator says of a row. */
  public enum Decision {
    /** It is rightly found. What it is to the person stays as the search said. */
    CONFIRMED,
    /** It is the person's own, whatever else the row says. */
    OWN,
    REJECTED
  }

  /**
   * @return how many rows it is about
   * @throws Refusal when the search did not find that row
   */
  public int decide(long request, String target, Decision decision) {
    boolean all = target.endsWith(ALL);
    int changed =
        jdbc.sql(
                "update oubli.request_match set state = ?,"
                    + " part = case when ? then 'owner' else part end where request = ? and "
                    + (all
                        ? "collection = ? and state = 'proposed'"
                        : "collection || ':' || row_key = ?"))
            .params(
                decision == Decision.REJECTED ? "rejected" : "confirmed",
                decision == Decision.OWN,
                request,
                all ? target.substring(0, target.length() - ALL.length()) : target)
            .update();
    if (changed == 0) {
      throw new Refusal(
          ExitCode.INVALID,
          "request "
              + request
              + " found no row "
              + target
              + "; write COLLECTION:KEY, or COLLECTION:* for all that is proposed, as: jobs/request match "
              + request);
    }
    return changed;
  }

  /** Rejects whatever waits for a decision. */
  public int rejectRest(long request) {
    return jdbc.sql(
            "update oubli.request_match set state = 'rejected'"
                + " where request = ? and state = 'proposed'")
        .param(request)
        .update();
  }

  /**
   * @throws Refusal while a proposal waits for a decision
   */
  public void refuseUndecided(long request) {
    long proposed = counts(request).stream().mapToLong(MatchCount::proposed).sum();
    if (proposed > 0) {
      throw new Refusal(
          ExitCode.REFUSED,
          "request %d has %d rows that may be the person's or concern them; confirm or reject them with: jobs/request match %d"
              .formatted(request, proposed, request));
    }
  }
}
