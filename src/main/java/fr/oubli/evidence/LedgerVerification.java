package fr.oubli.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Reads the whole ledger again and computes every digest apart from the database: a changed,
 * removed, reordered or truncated entry, a forged seal, and a seal whose copy outside the database
 * says otherwise are each told.
 */
public final class LedgerVerification {

  private static final int FETCH = 50;

  /** How much was read, and every fault found; no fault means the ledger is as it was written. */
  public record Result(long entries, long rows, long seals, long copies, List<String> faults) {
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
    JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    readEntries(jdbc, chain);
    SealChain seals = new SealChain(faults, chain.digestsByRun(), trustedKey);
    readSeals(jdbc, seals);
    seals.unsealedTail(chain);
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
                  'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), rule, policy_sha256, collection, action,
                cutoff, row_count, row_keys, previous_digest, digest
              from oubli.ledger_entry where seq > ? order by seq limit ?""",
              (row, number) ->
                  new Entry(
                      row.getLong(1),
                      row.getLong(2),
                      row.getString(3),
                      row.getString(4),
                      row.getString(5),
                      row.getString(6),
                      row.getString(7),
                      row.getObject(8, LocalDate.class),
                      row.getLong(9),
                      row.getString(10),
                      row.getString(11),
                      row.getString(12)),
              from,
              FETCH);
      page.forEach(chain::next);
      read = page.size();
      from = chain.lastSeq();
    } while (read == FETCH);
  }

  private static void readSeals(JdbcTemplate jdbc, SealChain seals) {
    jdbc.query(
        """
        select run, sequence, first_seq, last_seq, entries, row_count, merkle_root, previous_seal,
          to_char(sealed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), document, digest,
          signature, public_key
        from oubli.seal order by sequence""",
        row -> {
          seals.next(
              new Seal(
                  row.getLong(1),
                  row.getLong(2),
                  row.getLong(3),
                  row.getLong(4),
                  row.getLong(5),
                  row.getLong(6),
                  row.getString(7),
                  row.getString(8),
                  row.getString(9)),
              row.getString(10),
              row.getString(11),
              row.getString(12),
              row.getString(13));
        });
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
