package fr.oubli.evidence;

import fr.oubli.evidence.Entry.Change;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Reads the whole ledger again and computes every digest apart from the database: a changed,
 * removed, reordered or truncated entry, a forged seal, and a seal whose copy outside the database
 * says otherwise are each told.
 */
public final class LedgerVerification {

  /** Entries are read in pages: one can hold the keys of ten thousand rows. */
  private static final int PAGE = 50;

  /**
   * How much was read, and every fault that was found.
   *
   * @param rows how many rows the entries speak of
   * @param copies how many copies of seals were found outside the database
   */
  public record Result(long entries, long rows, long seals, long copies, List<String> faults) {
    /** Whether the ledger is as it was written. */
    public boolean intact() {
      return faults.isEmpty();
    }
  }

  private final DataSource dataSource;

  public LedgerVerification(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * @param copies folder in which the seals' copies are looked for, at any depth
   * @param trustedKey the public key that the auditor kept; empty trusts the key in each seal
   */
  public Result verify(Path copies, String trustedKey) {
    List<String> faults = new ArrayList<>();
    EntryChain chain = new EntryChain(faults);
    readEntries(new JdbcTemplate(dataSource), chain);
    SealChain seals = new SealChain(faults, chain.digestsByRun(), trustedKey);
    new SealReader(dataSource).each(seals::next);
    seals.missingTail(chain);
    long found = compareCopies(copies, seals, faults);
    return new Result(chain.entries(), chain.rows(), seals.count(), found, List.copyOf(faults));
  }

  private static void readEntries(JdbcTemplate jdbc, EntryChain chain) {
    long from = 0;
    int read;
    do {
      List<Entry> page =
          jdbc.query(
              """
              select seq, run, to_char(recorded_at at time zone 'UTC',
                  'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as recorded_at, rule, policy_sha256, collection, action,
                cutoff, row_count, row_keys, previous_digest, digest
              from oubli.ledger_entry where seq > ? order by seq limit ?""",
              (row, number) -> entry(row),
              from,
              PAGE);
      page.forEach(chain::next);
      read = page.size();
      from = chain.lastSeq();
    } while (read == PAGE);
  }

  private static Entry entry(ResultSet row) throws SQLException {
    Change change =
        new Change(
            row.getString("rule"),
            row.getString("policy_sha256"),
            row.getString("collection"),
            row.getString("action"),
            Objects.requireNonNull(row.getObject("cutoff", LocalDate.class)),
            row.getLong("row_count"),
            row.getString("row_keys"));
    return new Entry(
        row.getLong("seq"),
        row.getLong("run"),
        row.getString("recorded_at"),
        change,
        row.getString("previous_digest"),
        row.getString("digest"));
  }

  private static long compareCopies(Path folder, SealChain seals, List<String> faults) {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> copies =
          files
              .filter(file -> SealFiles.NAME.matcher(file.getFileName().toString()).matches())
              .sorted()
              .toList();
      for (Path copy : copies) {
        if (!seals.has(Files.readString(copy))) {
          faults.add(
              copy
                  + ": the database has no such seal; entries were removed or rewritten, or the file is of"
                  + " another database");
        }
      }
      return copies.size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
