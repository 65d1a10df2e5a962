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
   * Archived rows of whatever collection lie in one table. Oubli's own tables are counted apart,
   * since the ledger does not speak of them.
   */
  private static final String DUE =
      StoredParts.SQL
          + """
          select p.name, p.relation, coalesce(pg_tablespace_location(p.reltablespace), '') as tablespace,
            {may} as may
          from part p
          cross join lateral (
            select coalesce(max(w.ledger_seq), 0) as seq, coalesce(max(w.left_behind), 1) as left_behind
            from oubli.rewrite w where w.relation = p.relation and w.fault is null) done
          cross join lateral (
            select exists (select from oubli.ledger_entry e
                where e.collection = p.name and e.seq > done.seq
                  and e.row_keys not like '{"partition % FOR VALUES %') as of_table,
              exists (select from oubli.ledger_entry e
                where e.collection like 'archive.%' and e.seq > done.seq) as of_archive,
              exists (select from oubli.ledger_entry e where e.seq > done.seq) as of_any,
              done.left_behind < (select last_value from oubli.left_behind) as of_own) goes
          where case p.name
            when '{archive}' then goes.of_table or goes.of_archive
            when '{own}' then goes.of_own
            when '{examples}' then (goes.of_any or goes.of_own) and {may}
            else goes.of_table end
          order by p.nth, p.relation"""
              .replace("{may}", StoredParts.MAINTAINED)
              .replace("{archive}", StoredParts.ARCHIVE)
              .replace("{own}", StoredParts.OWN)
              .replace("{examples}", StoredParts.EXAMPLES);

  /**
   * Up to where a rewrite reaches.
   *
   * @param ledgerSeq the last entry of the ledger; zero where it has none
   * @param own how often something ended in Oubli's own tables
   */
  record Reach(long ledgerSeq, long own) {}

  /** The tables that wait, in the order of the policy, each partition by itself. */
  List<DueTable> due(Rewrite rewrite, DataMap map) {
    List<Collection> asked =
        rewrite.tables().isEmpty()
            ? map.collections()
            : rewrite.tables().stream().flatMap(name -> map.collection(name).stream()).toList();
    StoredParts parts = StoredParts.withArchive(asked);
    if (rewrite.tables().isEmpty()) {
      parts = parts.withOwn().withExamples();
    }
    return jdbc.query(
        DUE,
        (row, number) ->
            new DueTable(
                row.getString("name"),
                row.getString("relation"),
                row.getBoolean("may"),
                row.getString("tablespace")),
        parts.values());
  }

  /** What a table that is rewritten from now on no longer holds. */
  Reach reach() {
    return Objects.requireNonNull(
        jdbc.queryForObject(
            """
            select (select coalesce(max(seq), 0) from oubli.ledger_entry) as ledger_seq,
              (select last_value from oubli.left_behind) as own""",
            (row, number) -> new Reach(row.getLong("ledger_seq"), row.getLong("own"))));
  }

  /**
   * @param fault why it was not done; null where it was
   */
  void note(DueTable table, Reach reach, @Nullable Fault fault) {
    jdbc.update(
        """
        insert into oubli.rewrite (collection, relation, method, ledger_seq, left_behind, rewritten_at, fault)
        values (?, ?, 'VACUUM FULL', ?, ?, case when ?::text is null then now() end, ?)""",
        table.collection(),
        table.relation(),
        reach.ledgerSeq(),
        table.ofTheCompany() ? null : reach.own(),
        fault == null ? null : fault.stored,
        fault == null ? null : fault.stored);
  }
}
