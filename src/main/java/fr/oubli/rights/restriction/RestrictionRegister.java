package fr.oubli.rights.restriction;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.registers.hold.HoldLock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The restrictions in force. They are stored beside the legal holds, and keep rows from deletion as
 * those do.
 */
public final class RestrictionRegister {

  /** How many rows, or accounts, of one collection are restricted. */
  public record RestrictedRows(String collection, long rows) {}

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  public RestrictionRegister(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
  }

  /**
   * Restricts the accounts that were found, with all that belongs to them now and later, and the
   * rows that belong to no account.
   */
  public List<RestrictedRows> restrict(
      long request, String people, String reason, String owner, LocalDate reviewOn) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              jdbc.sql("set local synchronous_commit = on").update();
              jdbc.sql(HoldLock.ALONE).query((row, number) -> 0).list();
              jdbc.sql(
                      """
                      insert into oubli.hold
                        (kind, scope, collection, row_key, reason, owner, review_on, added_by, request)
                      select 'restriction', case when collection = ? then 'subject' else 'row' end,
                        collection, row_key, ?, ?, ?, ?, request
                      from oubli.request_match m where request = ? and state = 'confirmed'
                        and not exists (select 1 from oubli.hold h where h.request = m.request
                          and h.kind = 'restriction' and h.released_at is null
                          and h.collection = m.collection and h.row_key = m.row_key)""")
                  .params(people, reason, owner, reviewOn, owner, request)
                  .update();
              return inForce(request);
            }));
  }

  /** Notes since when the rows are restricted; the first day counts. */
  public void since(long request, LocalDate day) {
    jdbc.sql("update oubli.request set restricted_on = coalesce(restricted_on, ?) where id = ?")
        .params(day, request)
        .update();
  }

  /**
   * @throws Refusal when nobody can have been told of the end on that day, before the beginning
   */
  public void refuseToldBefore(long request, LocalDate toldOn) {
    LocalDate since =
        jdbc.sql("select restricted_on from oubli.request where id = ?")
            .param(request)
            .query((row, number) -> row.getObject("restricted_on", LocalDate.class))
            .optional()
            .orElse(null);
    if (since != null && toldOn.isBefore(since)) {
      throw new Refusal(
          ExitCode.INVALID,
          "--told-on %s is before the restriction of %s: nobody can have been told of its end then"
              .formatted(toldOn, since));
    }
  }

  /** The categories that were restricted for a request, whether that is lifted by now or not. */
  public List<RestrictedRows> everRestricted(long request) {
    return rows(request, "");
  }

  /**
   * Ends the restriction.
   *
   * @return how many entries were in force
   * @throws Refusal when nothing is restricted for the request
   */
  public long lift(long request, String operator) {
    int lifted =
        jdbc.sql(
                "update oubli.hold set released_at = now(), released_by = ?"
                    + " where request = ? and kind = 'restriction' and released_at is null")
            .params(operator, request)
            .update();
    if (lifted == 0) {
      throw new Refusal(ExitCode.INVALID, "no restriction is in force for request " + request);
    }
    return lifted;
  }

  private List<RestrictedRows> inForce(long request) {
    return rows(request, " and released_at is null");
  }

  private List<RestrictedRows> rows(long request, String which) {
    return jdbc.sql(
            "select collection, count(*) as row_count from oubli.hold where request = ?"
                + " and kind = 'restriction'"
                + which
                + " group by 1 order by 1")
        .param(request)
        .query(
            (row, number) ->
                new RestrictedRows(row.getString("collection"), row.getLong("row_count")))
        .list();
  }
}
