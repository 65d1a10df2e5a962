package fr.oubli.retention;

import fr.oubli.decision.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ItemReader;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Reads a table as ranges of its blocks, in the order they lie on disk, whatever the key is: no
 * index is walked, and neighbours are written together. All lanes take from the same reader, so
 * none idles while another still has work. It keeps no position: on a restart every range is
 * offered again, and what was done in it is no longer due.
 */
final class BlockRanges implements ItemReader<Slice> {

  private final List<Slice> slices;
  private final AtomicInteger next = new AtomicInteger();

  private BlockRanges(List<Slice> slices) {
    this.slices = List.copyOf(slices);
  }

  static BlockRanges of(DataSource dataSource, String relation, int blocks) {
    JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    List<Slice> slices = new ArrayList<>();
    jdbc.query(
        """
        select coalesce(p.relid, t.oid)::regclass::text as leaf,
          pg_relation_size(coalesce(p.relid, t.oid))
            / current_setting('block_size')::bigint as blocks
        from (select ?::regclass::oid as oid) t
        left join lateral pg_partition_tree(t.oid) p on true
        where p.relid is null or p.isleaf
        order by leaf""",
        row -> {
          slices.addAll(cut(row.getString("leaf"), row.getLong("blocks"), blocks));
        },
        relation);
    return new BlockRanges(slices);
  }

  private static List<Slice> cut(String leaf, long stored, int blocks) {
    List<Slice> slices = new ArrayList<>();
    for (long from = 0; from + blocks < stored; from += blocks) {
      slices.add(new Slice(leaf, from, from + blocks));
    }
    slices.add(new Slice(leaf, slices.size() * (long) blocks, Slice.END));
    return slices;
  }

  @Override
  public @Nullable Slice read() {
    int index = next.getAndIncrement();
    return index < slices.size() ? slices.get(index) : null;
  }

  void rewind() {
    next.set(0);
  }

  int count() {
    return slices.size();
  }
}
