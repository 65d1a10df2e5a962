package fr.oubli.property;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Compares the entries that the ledger got with what changed between two snapshots.
 *
 * @param since the number of the last entry before the first snapshot
 */
record Evidence(JdbcTemplate jdbc, long since) {

  private static final String LAW = "each change has one entry and each entry one change";

  /** One key of an entry, with the number of rows that the whole entry speaks of. */
  private record Entry(String action, String key, long rows) {
    boolean partition() {
      return key.startsWith("partition ");
    }
  }

  static long last(JdbcTemplate jdbc) {
    return Objects.requireNonNull(
        jdbc.queryForObject("select coalesce(max(seq), 0) from oubli.ledger_entry", Long.class));
  }

  void judge(Scenario scenario, Snapshot before, Snapshot after) {
    for (Table table : scenario.tables()) {
      List<Entry> entries = entries(table.name());
      Map<String, Row> old = before.of(table.name());
      Map<String, Row> now = after.of(table.name());
      Set<String> gone = new HashSet<>(old.keySet());
      gone.removeAll(now.keySet());
      deleted(table, entries, gone);
      Set<String> rewritten =
          old.keySet().stream()
              .filter(now::containsKey)
              .filter(key -> isRewritten(table, old.get(key), now.get(key)))
              .collect(Collectors.toSet());
      anonymised(table, entries, gone, rewritten);
    }
  }

  private List<Entry> entries(String collection) {
    return jdbc.query(
        "select action, k, row_count from oubli.ledger_entry, unnest(row_keys::text[]) k"
            + " where seq > ? and collection = ?",
        (row, number) -> new Entry(row.getString(1), row.getString(2), row.getLong(3)),
        since,
        collection);
  }

  private static void deleted(Table table, List<Entry> entries, Set<String> gone) {
    List<Entry> deletions =
        entries.stream().filter(entry -> entry.action().equals("delete")).toList();
    List<String> keys =
        deletions.stream().filter(entry -> !entry.partition()).map(Entry::key).toList();
    long inPartitions = deletions.stream().filter(Entry::partition).mapToLong(Entry::rows).sum();
    Set<String> once = new HashSet<>(keys);
    if (once.size() < keys.size()) {
      throw new Broken(LAW, table.name() + ": a deletion is told twice: " + keys);
    }
    if (!gone.containsAll(once)) {
      once.removeAll(gone);
      throw new Broken(LAW, table.name() + ": told as deleted and there: " + once);
    }
    if (once.size() + inPartitions != gone.size()) {
      gone.removeAll(once);
      throw new Broken(
          LAW,
          "%s: gone without a word: %s, %d in partitions"
              .formatted(table.name(), gone, inPartitions));
    }
  }

  private static void anonymised(
      Table table, List<Entry> entries, Set<String> gone, Set<String> rewritten) {
    List<String> keys =
        entries.stream()
            .filter(entry -> entry.action().startsWith("anonymise"))
            .map(entry -> entry.action() + " " + entry.key())
            .toList();
    if (new HashSet<>(keys).size() < keys.size()) {
      throw new Broken(LAW, table.name() + ": a rewriting is told twice: " + keys);
    }
    Set<String> told =
        entries.stream()
            .filter(entry -> entry.action().startsWith("anonymise"))
            .map(Entry::key)
            .collect(Collectors.toCollection(HashSet::new));
    told.removeAll(gone);
    if (!told.equals(rewritten)) {
      throw new Broken(LAW, "%s: rewritten %s, told %s".formatted(table.name(), rewritten, told));
    }
  }

  private static boolean isRewritten(Table table, @Nullable Row before, @Nullable Row after) {
    return before != null
        && after != null
        && table.masked().stream()
            .anyMatch(
                column -> !Objects.equals(before.get(column.name()), after.get(column.name())));
  }
}
