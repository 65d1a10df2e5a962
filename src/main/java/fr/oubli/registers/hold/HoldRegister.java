package fr.oubli.registers.hold;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Holds that people put on rows, so that they stay although they are due. Each has a reason, an
 * owner who answers for it, and a review date. The statements that act read the register
 * themselves.
 */
public final class HoldRegister {

  /**
   * What a hold bears on: all rows that concern a person, those that are the person's own, one row,
   * or a whole collection.
   */
  public enum Scope {
    SUBJECT,
    OWNER,
    ROW,
    COLLECTION
  }

  /** A hold in the register; the key is null for a whole collection. */
  public record Hold(
      long id,
      String scope,
      String collection,
      @Nullable String key,
      String reason,
      String owner,
      LocalDate reviewOn) {}

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  public HoldRegister(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
  }

  /**
   * The hold in force on exactly this; holds that keep it as part of something wider do not count.
   */
  public Optional<Long> inForce(Scope scope, String collection, @Nullable String key) {
    return jdbc.sql(
            """
            select min(id) from oubli.hold
            where released_at is null and scope = ? and collection = ?
              and row_key is not distinct from ?::text""")
        .params(Arrays.asList(scope.name().toLowerCase(Locale.ROOT), collection, key))
        .query(Long.class)
        .optional();
  }

  /**
   * Does work in its turn: it waits for statements that are changing rows, and every later one
   * waits for it.
   */
  <T> T alone(Supplier<T> work) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              jdbc.sql("set local synchronous_commit = on").update();
              jdbc.sql(HoldLock.ALONE).query((row, number) -> 0).list();
              return work.get();
            }));
  }

  /**
   * Puts a hold and returns its number. The call waits for statements that are changing rows; every
   * later one sees the hold. It returns when the hold is on the server's disk.
   *
   * @param key null for a whole collection
   */
  public long add(
      Scope scope,
      String collection,
      @Nullable String key,
      String reason,
      String owner,
      LocalDate reviewOn,
      String operator) {
    return alone(
        () ->
            jdbc.sql(
                    """
                    insert into oubli.hold
                      (scope, collection, row_key, reason, owner, review_on, added_by)
                    values (?, ?, ?, ?, ?, ?, ?) returning id""")
                .params(
                    Arrays.asList(
                        scope.name().toLowerCase(Locale.ROOT),
                        collection,
                        key,
                        reason,
                        owner,
                        reviewOn,
                        operator))
                .query(Long.class)
                .single());
  }

  /**
   * Puts holds on many rows at once, under the guarantees of {@link #add}. A row that is held for
   * the same reason already is not held again.
   *
   * @param rows SQL of the program's own, without parameters, that selects row_key, reason, owner
   *     and review_on
   */
  public void addRows(String collection, String rows, String operator) {
    transaction.executeWithoutResult(
        status -> {
          jdbc.sql("set local synchronous_commit = on").update();
          jdbc.sql(HoldLock.ALONE).query((row, number) -> 0).list();
          jdbc.sql(
                  """
                  insert into oubli.hold
                    (scope, collection, row_key, reason, owner, review_on, added_by)
                  select 'row', ?, row_key, reason, owner, review_on, ? from (%s) r
                  where not exists (select 1 from oubli.hold h where h.released_at is null
                    and h.scope = 'row' and h.collection = ? and h.row_key = r.row_key
                    and h.reason = r.reason)"""
                      .formatted(rows))
              .params(collection, operator, collection)
              .update();
        });
  }

  /**
   * Ends a hold: what fell due meanwhile goes at the next run.
   *
   * @throws Refusal when there is no such hold, or it was released before
   */
  public void release(long id, String operator) {
    int released =
        jdbc.sql(
                "update oubli.hold set released_at = now(), released_by = ?"
                    + " where id = ? and released_at is null and kind = 'hold'")
            .params(operator, id)
            .update();
    if (released == 0) {
      throw new Refusal(
          ExitCode.INVALID, "no hold " + id + " is in force; see them with: jobs/hold list");
    }
  }

  /** The holds in force, the ones with the earliest review date first. */
  public List<Hold> inForce() {
    return jdbc.sql(
            """
            select id, scope, collection, row_key, reason, owner, review_on from oubli.hold
            where released_at is null and kind = 'hold' order by review_on, id""")
        .query(
            (row, number) ->
                new Hold(
                    row.getLong("id"),
                    row.getString("scope"),
                    row.getString("collection"),
                    row.getString("row_key"),
                    row.getString("reason"),
                    row.getString("owner"),
                    Objects.requireNonNull(row.getObject("review_on", LocalDate.class))))
        .list();
  }
}
