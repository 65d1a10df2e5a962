package fr.oubli.registers.recording;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ItemReader;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads the removals that were decided and are not confirmed yet, of this run and of earlier ones.
 * It keeps no position for a restart: what was confirmed is no longer pending. Before it hands out
 * the first of a page it notes, on the server's disk, which of their files are there: when a crash
 * comes between a removal and its confirmation, the file was removed and had not been missing.
 */
public final class PendingRemovals implements ItemReader<FileRemoval> {

  private static final int PAGE = 1_000;

  /** As people read it of a run that is not resumed. */
  private static final String BEGUN = "a run that was interrupted was at it";

  private final JdbcTemplate jdbc;
  private final TransactionTemplate apart;
  private final FileStore files;
  private final Deque<FileRemoval> page = new ArrayDeque<>();
  private long last;

  /**
   * @param files that are looked at, not removed
   */
  public PendingRemovals(
      JdbcTemplate jdbc, PlatformTransactionManager transactions, FileStore files) {
    this.jdbc = jdbc;
    this.apart = new TransactionTemplate(transactions);
    this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    this.files = files;
  }

  @Override
  public @Nullable FileRemoval read() {
    if (page.isEmpty()) {
      page.addAll(
          jdbc.query(
              "select id, path, coalesce(stuck = ?, false) as begun from oubli.file_removal"
                  + " where removed_at is null and id > ? order by id limit ?",
              (row, number) ->
                  new FileRemoval(
                      row.getLong("id"), row.getString("path"), row.getBoolean("begun")),
              BEGUN,
              last,
              PAGE));
      if (!page.isEmpty()) {
        last = page.getLast().id();
        noteBegun();
      }
    }
    return page.poll();
  }

  private void noteBegun() {
    Long[] there =
        page.stream()
            .filter(removal -> !removal.begun() && files.exists(removal.path()))
            .map(FileRemoval::id)
            .toArray(Long[]::new);
    if (there.length > 0) {
      apart.executeWithoutResult(
          status -> {
            jdbc.execute("set local synchronous_commit = on");
            jdbc.update(
                "update oubli.file_removal set stuck = ?, tried_at = now() where id = any (?)",
                BEGUN,
                there);
          });
    }
  }
}
