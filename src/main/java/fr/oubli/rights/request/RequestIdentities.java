package fr.oubli.rights.request;

import fr.oubli.platform.exit.Refusal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** By what the person of a request is known, for as long as the request needs it. */
public final class RequestIdentities {

  private final JdbcClient jdbc;

  public RequestIdentities(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /** Adds what the letter, or the person's accounts, say who they are. */
  public void add(long request, Iterable<Identity> identities) {
    add(request, identities, false);
  }

  /** Adds what only other rows of the person carry: no rows are looked for by it. */
  public void addOfRows(long request, Iterable<Identity> identities) {
    add(request, identities, true);
  }

  private void add(long request, Iterable<Identity> identities, boolean ofRowsAlone) {
    for (Identity identity : identities) {
      jdbc.sql(
              "insert into oubli.request_identity as known (request, kind, value, of_rows_alone)"
                  + " values (?, ?, ?, ?) on conflict (request, kind, value) do update"
                  + " set of_rows_alone = known.of_rows_alone and excluded.of_rows_alone")
          .params(request, identity.kind(), identity.value(), ofRowsAlone)
          .update();
    }
  }

  /** All that must not be found of the person after an erasure. */
  public List<Identity> all(long request) {
    return identities(request, true);
  }

  /** By what the person's rows are looked for. */
  public List<Identity> searched(long request) {
    return identities(request, false);
  }

  private List<Identity> identities(long request, boolean ofRowsToo) {
    return jdbc.sql(
            "select kind, value from oubli.request_identity where request = ?"
                + " and (not of_rows_alone or ?) order by kind, value")
        .params(request, ofRowsToo)
        .query((row, number) -> new Identity(row.getString("kind"), row.getString("value")))
        .list();
  }

  /**
   * @throws Refusal when nothing needed the request any more, and who asked is forgotten
   */
  public void refuseForgotten(Request request) {
    jdbc.sql("select forgotten_on from oubli.request where id = ? and forgotten_on is not null")
        .param(request.id())
        .query(LocalDate.class)
        .optional()
        .ifPresent(
            day -> {
              throw request.refusal(
                  "is over, and who made it is forgotten since " + day + "; open a new one");
            });
  }

  /**
   * After an erasure the other requests of the same person lose what only served to find them,
   * unless they still wait.
   *
   * @param sharedBy kinds of identities that make two people one
   * @param accounts the collection of the persons; empty where there is none
   */
  public void forgetEarlier(
      long erasure, LocalDate today, Collection<String> sharedBy, String accounts) {
    jdbc.sql("select oubli.forget_earlier(?, ?, ?, ?)")
        .params(erasure, today, sharedBy.toArray(String[]::new), accounts)
        .query()
        .singleRow();
  }

  /** After an erasure the register itself must not remember the person. */
  public void forget(long request) {
    jdbc.sql("delete from oubli.request_identity where request = ?").param(request).update();
  }
}
