package fr.oubli.rights.request;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows that the search found for a request, and what the operator decided of them. */
public final class Matches {

  /** How many rows of one collection are confirmed, and how many wait for a decision. */
  public record MatchCount(String collection, long confirmed, long proposed) {}

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

  private static final int SHOWN = 200;

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

  /** The first two hundred rows that wait for a decision. */
  public List<MatchedRow> proposals(long request) {
    return rows(request, "proposed");
  }

  /** The first two hundred rows that are the person's. */
  public List<MatchedRow> confirmed(long request) {
    return rows(request, "confirmed");
  }

  private List<MatchedRow> rows(long request, String state) {
    return jdbc.sql(
            """
            select collection, row_key, found_by from oubli.request_match
            where request = ? and state = ? order by collection, row_key limit ?""")
        .params(request, state, SHOWN)
        .query(
            (row, number) ->
                new MatchedRow(
                    row.getString("collection"),
                    row.getString("row_key"),
                    row.getString("found_by")))
        .list();
  }

  /**
   * Stores what the operator decided of a row that was found.
   *
   * @param target {@code collection:key}
   * @throws Refusal when the search did not find that row
   */
  public void decide(long request, String target, boolean confirmed) {
    int changed =
        jdbc.sql(
                "update oubli.request_match set state = ? where request = ?"
                    + " and collection || ':' || row_key = ?")
            .params(confirmed ? "confirmed" : "rejected", request, target)
            .update();
    if (changed == 0) {
      throw new Refusal(
          ExitCode.INVALID,
          "request "
              + request
              + " found no row "
              + target
              + "; write COLLECTION:KEY as: jobs/request match "
              + request);
    }
  }

  /**
   * @throws Refusal while a proposal waits for a decision
   */
  public void refuseUndecided(long request) {
    long proposed = counts(request).stream().mapToLong(MatchCount::proposed).sum();
    if (proposed > 0) {
      throw new Refusal(
          ExitCode.REFUSED,
          "request %d has %d rows found by a shared identity alone; confirm or reject them with: jobs/request match %d"
              .formatted(request, proposed, request));
    }
  }
}
