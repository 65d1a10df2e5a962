package fr.oubli.evidence;

import fr.oubli.evidence.Seal.Range;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Seals runs, one seal after the other: the seal says which entries a run has, and is signed.
 * Sealing a run that is sealed already gives the seal that it has.
 */
public final class Sealing {

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final SealReader seals;
  private final FactReader facts;
  private final SealKey key;
  private final Clock clock;

  public Sealing(DataSource dataSource, SealKey key, Clock clock) {
    this.jdbc = JdbcClient.create(dataSource);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    this.seals = new SealReader(dataSource);
    this.facts = new FactReader(dataSource);
    this.key = key;
    this.clock = clock;
  }

  /**
   * Seals a run with the facts of it. Its commit waits for the disk, whatever the run's own commits
   * did: when this returns, the run's changes and their evidence survive a crash of the server.
   *
   * @param outcome the state in which the run is about to end
   */
  public SignedSeal seal(long run, String outcome) {
    return seal(run, outcome, List.of());
  }

  /**
   * @param more facts that no table tells
   */
  SignedSeal seal(long run, String outcome, List<String> more) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              jdbc.sql("set local synchronous_commit = on").update();
              jdbc.sql("select pg_advisory_xact_lock(hashtextextended('oubli.seal', 0))")
                  .query((row, number) -> 0)
                  .list();
              return seals.of(run).orElseGet(() -> create(run, outcome, more));
            }));
  }

  /** The public key to which the last seal hands over; empty where it does not. */
  String handsOverTo() {
    return previous().nextKey();
  }

  private SignedSeal create(long run, String outcome, List<String> more) {
    List<String> digests =
        jdbc.sql("select digest from oubli.ledger_entry where run = ? order by seq")
            .param(run)
            .query(String.class)
            .list();
    Previous previous = previous();
    previous.refuseAnother(key.publicKey());
    Seal seal =
        new Seal(
            run,
            previous.sequence() + 1,
            range(run, digests.size()),
            MerkleTree.root(digests),
            previous.digest(),
            STAMP.format(clock.instant()),
            facts(run, outcome, more));
    return store(seal);
  }

  private SealedFacts facts(long run, String outcome, List<String> more) {
    List<String> lines = new ArrayList<>(facts.of(run).orElseThrow());
    lines.add(SealedFacts.OUTCOME + ": " + outcome);
    lines.addAll(
        jdbc.sql(
                """
                select count(*) filter (where outcome = 'was missing') as missing,
                  count(*) filter (where removed_at is null) as pending
                from oubli.file_removal where run = ?""")
            .param(run)
            .query(
                (row, number) ->
                    List.of(
                        "files-missing: " + row.getLong("missing"),
                        "files-pending: " + row.getLong("pending")))
            .single());
    lines.add(SealedFacts.KEY + ": " + key.publicKey());
    lines.addAll(more);
    return new SealedFacts(lines);
  }

  private Range range(long run, long entries) {
    return jdbc.sql(
            """
            select coalesce(min(seq), 0) as first, coalesce(max(seq), 0) as last,
              coalesce(sum(row_count), 0) as rows
            from oubli.ledger_entry where run = ?""")
        .param(run)
        .query(
            (row, number) ->
                new Range(row.getLong("first"), row.getLong("last"), entries, row.getLong("rows")))
        .single();
  }

  private SignedSeal store(Seal seal) {
    String document = seal.document();
    SignedSeal signed =
        new SignedSeal(seal, document, seal.digest(), key.sign(document), key.publicKey());
    jdbc.sql(
            """
            insert into oubli.seal
              (run, sequence, first_seq, last_seq, entries, row_count, merkle_root, previous_seal,
               sealed_at, document, digest, signature, public_key)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?::timestamptz, ?, ?, ?, ?)""")
        .params(
            seal.run(),
            seal.sequence(),
            seal.range().first(),
            seal.range().last(),
            seal.range().entries(),
            seal.range().rows(),
            seal.merkleRoot(),
            seal.previousSeal(),
            seal.sealedAt(),
            signed.document(),
            signed.digest(),
            signed.signature(),
            signed.publicKey())
        .update();
    return signed;
  }

  /**
   * Where the chain of seals ends.
   *
   * @param nextKey to which the last seal hands over; empty where it does not
   */
  private record Previous(long sequence, String digest, String nextKey) {

    void refuseAnother(String publicKey) {
      if (!nextKey.isEmpty() && !nextKey.equals(publicKey)) {
        throw new Refusal(
            ExitCode.INVALID,
            "the last seal hands over to another key than the one in OUBLI_HOME;"
                + " run jobs/seal-key --rotate again, or restore that key from its copy");
      }
    }
  }

  private Previous previous() {
    return jdbc.sql(
            "select sequence, digest, document from oubli.seal order by sequence desc limit 1")
        .query(
            (row, number) ->
                new Previous(
                    row.getLong("sequence"),
                    row.getString("digest"),
                    Seal.factsOf(row.getString("document")).of(SealedFacts.NEXT_KEY)))
        .optional()
        .orElse(new Previous(0, "", ""));
  }
}
