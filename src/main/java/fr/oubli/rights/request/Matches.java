package fr.oubli.rights.request;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the search found, and what a person decided of it. */
public final class Matches {

  /** Rows of one collection. */
  public record Count(String collection, long confirmed, long proposed) {}

  /** A row that waits for a person's decision. */
  public record Proposal(String collection, String key, String foundBy) {}

  private static final int SHOWN = 200;

  private final JdbcClient jdbc;

  public Matches(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  public List<Count> counts(long request) {
    return jdbc.sql(
            """
            select collection, count(*) filter (where state = 'confirmed'),
              count(*) filter (where state = 'proposed')
            from oubli.request_match where request = ? group by collection order by collection""")
        .param(request)
        .query((row, number) -> new Count(row.getString(1), row.getLong(2), row.getLong(3)))
        .list();
  }

  /** The first two hundred. */
  public List<Proposal> proposals(long request) {
    return rows(request, "proposed");
  }

  /** The first two hundred. */
  public List<Proposal> confirmed(long request) {
    return rows(request, "confirmed");
  }

  private List<Proposal> rows(long request, String state) {
    return jdbc.sql(
            """
            select collection, row_key, found_by from oubli.request_match
            where request = ? and state = ? order by collection, row_key limit ?""")
        .params(request, state, SHOWN)
        .query((row, number) -> new Proposal(row.getString(1), row.getString(2), row.getString(3)))
        .list();
  }

  /**
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
   * @throws Refusal while a proposal waits, or when nothing at all is confirmed
   */
  public void refuseUndecided(long request) {
    long proposed = counts(request).stream().mapToLong(Count::proposed).sum();
    if (proposed > 0) {
      throw new Refusal(
          ExitCode.REFUSED,
          "request %d has %d rows found by a shared identity alone; confirm or reject them with: jobs/request match %d"
              .formatted(request, proposed, request));
    }
  }
}
