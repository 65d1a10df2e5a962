package fr.oubli.registers.hold;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Holds that people put on rows: each has a reason, an owner and a day to look at it again. */
public final class HoldRegister {

  /** What a hold bears on. */
  public enum Scope {
    SUBJECT,
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

  /** The hold that keeps exactly this. */
  public Optional<Long> inForce(Scope scope, String collection, @Nullable String key) {
    return jdbc.sql(
            """
            select min(id) from oubli.hold
            where released_at is null and scope = ? and collection = ?
              and row_key is not distinct from ?::text""")
        .params(Arrays.asList(scope.name().toLowerCase(java.util.Locale.ROOT), collection, key))
        .query(Long.class)
        .optional();
  }

  /** Waits for chunks that are being written; every later one sees the hold. */
  public long add(
      Scope scope,
      String collection,
      @Nullable String key,
      String reason,
      String owner,
      LocalDate reviewOn,
      String operator) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              jdbc.sql("set local synchronous_commit = on").update();
              jdbc.sql(HoldLock.ALONE).query((row, number) -> 0).list();
              return jdbc.sql(
                      """
                      insert into oubli.hold
                        (scope, collection, row_key, reason, owner, review_on, added_by)
                      values (?, ?, ?, ?, ?, ?, ?) returning id""")
                  .params(
                      Arrays.asList(
                          scope.name().toLowerCase(java.util.Locale.ROOT),
                          collection,
                          key,
                          reason,
                          owner,
                          reviewOn,
                          operator))
                  .query(Long.class)
                  .single();
            }));
  }

  /**
   * Holds many rows at once; one that is held for the same reason is not held again.
   *
   * @param rows a query of the caller's own, without values: row_key, reason, owner, review_on
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

  /** Those in force, the ones to review first. */
  public List<Hold> inForce() {
    return jdbc.sql(
            """
            select id, scope, collection, row_key, reason, owner, review_on from oubli.hold
            where released_at is null and kind = 'hold' order by review_on, id""")
        .query(
            (row, number) ->
                new Hold(
                    row.getLong(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    row.getString(6),
                    row.getObject(7, LocalDate.class)))
        .list();
  }
}
