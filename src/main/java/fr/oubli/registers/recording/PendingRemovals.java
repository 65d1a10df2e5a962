package fr.oubli.registers.recording;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ItemReader;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Reads the removals that were decided and are not confirmed yet, of this run and of earlier ones.
 * It keeps no position for a restart: what was confirmed is no longer pending.
 */
public final class PendingRemovals implements ItemReader<FileRemoval> {

  private static final int PAGE = 1_000;

  private final JdbcTemplate jdbc;
  private final Deque<FileRemoval> page = new ArrayDeque<>();
  private long last;

  public PendingRemovals(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public @Nullable FileRemoval read() {
    if (page.isEmpty()) {
      page.addAll(
          jdbc.query(
              "select id, path from oubli.file_removal"
                  + " where removed_at is null and id > ? order by id limit ?",
              (row, number) -> new FileRemoval(row.getLong("id"), row.getString("path")),
              last,
              PAGE));
      if (!page.isEmpty()) {
        last = page.getLast().id();
      }
    }
    return page.poll();
  }
}
