package fr.oubli.purge.rewrite;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Rewrite;
import fr.oubli.schema.catalog.StoredParts;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which tables were written anew and when, and which are to be, by what the ledger tells. */
record RewriteRegister(JdbcTemplate jdbc) {

  /** Why a table was not written anew; stored as its word. */
  enum Fault {
    LOCKED("locked", "another session holds it"),
    SPACE("space", "the disk has no room for a copy of it"),
    SEEN("seen", "an older transaction still sees what was deleted"),
    WINDOW("window", "the window was over before it was done"),
    ROLE("role", "the role of the night does not own it"),
    FAILED("failed", "PostgreSQL answered with an error");

    private final String stored;
    private final String words;

    Fault(String stored, String words) {
      this.stored = stored;
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /**
   * A table of which only whole partitions went has nothing to be rewritten: their files went too.
   * Archived rows of whatever collection lie in one table.
   */
  private static final String DUE =
      StoredParts.SQL
          + """
          select p.name, p.relation, coalesce(pg_tablespace_location(p.reltablespace), '') as tablespace,
            {may} as may
          from part p
          cross join lateral (
            select coalesce(max(w.ledger_seq), 0) as seq from oubli.rewrite w
            where w.relation = p.relation and w.fault is null) done
          where exists (
            select from oubli.ledger_entry e
            where e.collection = p.name and e.seq > done.seq
              and e.row_keys not like '{"partition % FOR VALUES %')
            or p.name = ? and exists (
            select from oubli.ledger_entry e
            where e.collection like 'archive.%' and e.seq > done.seq)
          order by p.nth, p.relation"""
              .replace("{may}", StoredParts.MAINTAINED);

  /** The tables that wait, in the order of the policy, each partition by itself. */
  List<DueTable> due(Rewrite rewrite, DataMap map) {
    List<Collection> asked =
        rewrite.tables().isEmpty()
            ? map.collections()
            : rewrite.tables().stream().flatMap(name -> map.collection(name).stream()).toList();
    return jdbc.query(
        DUE,
        (row, number) ->
            new DueTable(
                row.getString("name"),
                row.getString("relation"),
                row.getBoolean("may"),
                row.getString("tablespace")),
        StoredParts.withArchive(asked).values(StoredParts.ARCHIVE));
  }

  /** The last entry of the ledger; zero where it has none. */
  long lastEntry() {
    return Objects.requireNonNull(
        jdbc.queryForObject("select coalesce(max(seq), 0) from oubli.ledger_entry", Long.class));
  }

  /**
   * @param fault why it was not done; null where it was
   */
  void note(DueTable table, long ledgerSeq, @Nullable Fault fault) {
    jdbc.update(
        """
        insert into oubli.rewrite (collection, relation, method, ledger_seq, rewritten_at, fault)
        values (?, ?, 'VACUUM FULL', ?, case when ?::text is null then now() end, ?)""",
        table.collection(),
        table.relation(),
        ledgerSeq,
        fault == null ? null : fault.stored,
        fault == null ? null : fault.stored);
  }
}
