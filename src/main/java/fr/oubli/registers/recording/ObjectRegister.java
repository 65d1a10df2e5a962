package fr.oubli.registers.recording;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The register of objects at addresses, whose rows are gone. Nobody here can remove them: each
 * waits until somebody confirms that they did.
 */
public final class ObjectRegister {

  /**
   * An object that waits for its removal.
   *
   * @param id its number in the register
   * @param object the row that named it, and where it is
   * @param since the day on which the row went
   */
  public record Waiting(long id, Named object, LocalDate since) {}

  /** A row's key and column, and the address that stood there. */
  public record Named(String collection, String rowKey, String field, String address) {}

  /** Somebody's word that an object was removed, and on which day. */
  record Confirmation(long id, LocalDate removedOn, String removedBy) {}

  private static final int AT_ONCE = 1_000;

  private static final String SELECT =
      "select id, collection, row_key, field, address,"
          + " (requested_at at time zone ?)::date as since"
          + " from oubli.object_removal where confirmed_at is null";

  private static final RowMapper<Waiting> WAITING =
      (row, number) ->
          new Waiting(
              row.getLong("id"),
              new Named(
                  row.getString("collection"),
                  row.getString("row_key"),
                  row.getString("field"),
                  row.getString("address")),
              Objects.requireNonNull(row.getObject("since", LocalDate.class)));

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final ZoneId zone;

  /**
   * @param zone of the policy, whose days are told
   */
  public ObjectRegister(DataSource dataSource, ZoneId zone) {
    this.zone = zone;
    this.jdbc = new JdbcTemplate(dataSource);
    this.jdbc.setFetchSize(AT_ONCE);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
  }

  /** How many objects wait. */
  public long count() {
    return Objects.requireNonNull(
        jdbc.queryForObject(
            "select count(*) from oubli.object_removal where confirmed_at is null", Long.class));
  }

  /** Hands the objects that wait to a reader, the oldest first; they are read with a cursor. */
  void read(Consumer<Stream<Waiting>> reader) {
    transaction.executeWithoutResult(
        status -> {
          try (Stream<Waiting> waiting =
              jdbc.queryForStream(SELECT + " order by id", WAITING, zone.getId())) {
            reader.accept(waiting);
          }
        });
  }

  /** Those of some numbers that wait. */
  Map<Long, Waiting> waiting(List<Long> ids) {
    return jdbc
        .query(SELECT + " and id = any (?)", WAITING, zone.getId(), ids.toArray(Long[]::new))
        .stream()
        .collect(Collectors.toMap(Waiting::id, each -> each));
  }

  /** Notes removals, all or none; the addresses are forgotten. */
  void confirm(List<Confirmation> confirmations, String operator) {
    transaction.executeWithoutResult(
        status ->
            jdbc.batchUpdate(
                "update oubli.object_removal set removed_on = ?, removed_by = ?, address = null,"
                    + " confirmed_at = now(), confirmed_by = ?"
                    + " where id = ? and confirmed_at is null",
                confirmations,
                AT_ONCE,
                (statement, one) -> {
                  statement.setObject(1, one.removedOn());
                  statement.setString(2, one.removedBy());
                  statement.setString(3, operator);
                  statement.setLong(4, one.id());
                }));
  }
}
