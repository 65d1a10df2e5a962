package fr.oubli.evidence;

import fr.oubli.evidence.Entry.Change;
import fr.oubli.platform.database.DatabaseIdentity;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Reads the whole ledger again and computes every digest apart from the database: a changed,
 * removed, reordered or truncated entry, a forged seal, a run of which the database tells otherwise
 * than its seal, a run that ended without one, and a seal whose copy outside the database says
 * otherwise are each told.
 */
public final class LedgerVerification {

  /** Entries are read in pages: one can hold the keys of ten thousand rows. */
  private static final int PAGE = 50;

  private static final String ENTRIES =
      """
      select seq, run, to_char(recorded_at at time zone 'UTC',
          'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as recorded_at, rule, policy_sha256, collection, action,
        cutoff, row_count, row_keys, previous_digest, digest
      from oubli.ledger_entry\s""";

  /**
   * How much was read, and every fault that was found.
   *
   * @param rows how many rows the entries speak of
   * @param copies how many copies of this database's seals were found outside it
   * @param others how many copies were of another database's
   * @param remarks what is no fault, and what somebody may want to know
   */
  public record Result(
      long entries,
      long rows,
      long seals,
      long copies,
      long others,
      List<String> faults,
      List<String> remarks) {

    public Result {
      faults = List.copyOf(faults);
      remarks = List.copyOf(remarks);
    }

    /** Whether the ledger is as it was written. */
    public boolean intact() {
      return faults.isEmpty();
    }

    /** Whether there is nothing of which anything could be said. */
    public boolean empty() {
      return entries == 0 && seals == 0 && copies == 0;
    }
  }

  private final DataSource dataSource;
  private final JdbcTemplate jdbc;
  private final FactReader facts;

  public LedgerVerification(DataSource dataSource) {
    this.dataSource = dataSource;
    this.jdbc = new JdbcTemplate(dataSource);
    this.facts = new FactReader(dataSource);
  }

  /**
   * @param copies folder in which the seals' copies are looked for, at any depth
   * @param trustedKey the public key that the auditor kept; empty trusts the key in each seal
   */
  public Result verify(Path copies, String trustedKey) {
    return verify(copies, trustedKey.isEmpty() ? List.of() : List.of(trustedKey));
  }

  /**
   * @param trustedKeys the public keys that the auditor kept
   */
  public Result verify(Path copies, List<String> trustedKeys) {
    List<String> faults = new ArrayList<>();
    List<String> remarks = new ArrayList<>();
    EntryChain chain = new EntryChain(faults);
    readEntries(chain);
    KeyChain keys = new KeyChain(faults, trustedKeys);
    SealChain seals =
        new SealChain(
            faults,
            compared(run -> Optional.of(chain.digestsByRun().getOrDefault(run, List.of()))),
            keys);
    new SealReader(dataSource).each(seals::next);
    seals.missingTail(chain);
    new RunChecks(jdbc, faults, remarks).compare(chain, seals.byRun());
    SealCopies.Found found =
        new SealCopies(DatabaseIdentity.of(dataSource), faults, remarks).compare(copies, seals);
    keys.end().forEach(span -> remarks.add(told(span)));
    return new Result(
        chain.entries(),
        chain.rows(),
        seals.byRun().size(),
        found.own(),
        found.others(),
        faults,
        remarks);
  }

  /** What is wrong with one run's evidence, and with the seals among which its seal stands. */
  public List<String> faultsOf(long run, List<String> trustedKeys) {
    List<String> faults = new ArrayList<>();
    List<String> digests = new ArrayList<>();
    jdbc.query(
        ENTRIES + "where run = ? order by seq",
        row -> {
          Entry entry = entry(row);
          if (!entry.digest().equals(entry.expectedDigest())) {
            faults.add("entry " + entry.seq() + " was changed");
          }
          digests.add(entry.digest());
        },
        run);
    KeyChain keys = new KeyChain(faults, trustedKeys);
    SealChain seals =
        new SealChain(
            faults, compared(one -> one == run ? Optional.of(digests) : Optional.empty()), keys);
    new SealReader(dataSource).each(seals::next);
    keys.end();
    return faults;
  }

  private static String told(KeyChain.Span span) {
    return "key %s: since %s of %s, %d seals%s"
        .formatted(
            SealKey.fingerprint(span.key()),
            SealChain.name(span.since()),
            span.since().sealedAt(),
            span.seals(),
            span.handedOver() ? ", handed over to by the one before" : "");
  }

  /** Digests of a run's entries. */
  private interface Digests {
    Optional<List<String>> of(long run);
  }

  private SealChain.Compared compared(Digests digests) {
    return new SealChain.Compared() {
      @Override
      public Optional<List<String>> digests(long run) {
        return digests.of(run);
      }

      @Override
      public Optional<List<String>> facts(long run) {
        return facts.of(run);
      }
    };
  }

  private void readEntries(EntryChain chain) {
    long from = 0;
    int read;
    do {
      List<Entry> page =
          jdbc.query(
              ENTRIES + "where seq > ? order by seq limit ?",
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
}
