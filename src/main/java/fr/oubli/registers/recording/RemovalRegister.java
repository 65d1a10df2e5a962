package fr.oubli.registers.recording;

import fr.oubli.model.policy.FileColumns;
import fr.oubli.registers.recording.FileRemoval.Outcome;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The register of files to be removed. The statement that removes a row writes the intent to remove
 * its file in the same transaction. Once that is on the server's disk the file is removed, and then
 * the removal is confirmed. A crash at any point leaves an intent, which the next run finishes.
 */
public record RemovalRegister(JdbcTemplate jdbc, JdbcTransactionManager transactions) {

  private static final int CONFIRMED_AT_ONCE = 500;

  /** Returns once every intent of the run is on the server's disk. */
  public void awaitIntents(long run) {
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            status -> {
              jdbc.execute("set local synchronous_commit = on");
              jdbc.update("update oubli.run set state = state where id = ?", run);
            });
  }

  /**
   * Gives up the removal of files that another row names, in the tables or in the archive, and lets
   * one removal stand for all of the same file.
   */
  public void spareShared(Map<Table, FileColumns> files) {
    if (jdbc.queryForList("select 1 from oubli.file_removal where removed_at is null limit 1")
        .isEmpty()) {
      return;
    }
    List<Sql> shared = new ArrayList<>(NamedFiles.ways(files, "r.path"));
    shared.add(
        Sql.of(
            "exists (select 1 from oubli.file_removal o"
                + " where o.removed_at is null and o.path = r.path and o.id < r.id)"));
    for (Sql way : shared) {
      Sql spare =
          Sql.format(
              "update oubli.file_removal r set removed_at = now(), outcome = 'shared', path = null,"
                  + " stuck = null, tried_at = null"
                  + " where r.removed_at is null and {}",
              way);
      jdbc.update(spare.text(), spare.values().toArray());
    }
  }

  /**
   * Says of removals that they are done; the paths of their files are forgotten. Those that could
   * not be done stay open, each with the reason.
   */
  public void confirm(Collection<? extends Outcome> outcomes) {
    for (FileStore.Removal removal : FileStore.Removal.values()) {
      update(outcomes, removal);
    }
  }

  /** Removes every file that is pending, of this run or an earlier one. */
  public void finish(long run, FileStore files, Map<Table, FileColumns> named) {
    awaitIntents(run);
    spareShared(named);
    PendingRemovals pending = new PendingRemovals(jdbc, transactions, files);
    List<Outcome> outcomes = new ArrayList<>();
    for (FileRemoval next = pending.read(); next != null; next = pending.read()) {
      outcomes.add(next.from(files));
      if (outcomes.size() == CONFIRMED_AT_ONCE) {
        confirm(outcomes);
        outcomes.clear();
      }
    }
    confirm(outcomes);
  }

  /** A path is personal data too: its name can hold a telephone number. */
  private void update(Collection<? extends Outcome> outcomes, FileStore.Removal removal) {
    Long[] ids =
        outcomes.stream()
            .filter(outcome -> outcome.removal() == removal)
            .map(Outcome::id)
            .toArray(Long[]::new);
    if (ids.length > 0) {
      jdbc.update(
          "update oubli.file_removal set "
              + (removal.done()
                  ? "removed_at = now(), outcome = ?, path = null, stuck = null, tried_at = null"
                  : "stuck = ?, tried_at = now()")
              + " where id = any (?)",
          removal.word(),
          ids);
    }
  }
}
