package fr.oubli.evidence;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Seals runs, one seal after the other. Sealing a sealed run changes nothing. */
public final class Sealing {

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final SealKey key;
  private final Clock clock;

  public Sealing(DataSource dataSource, SealKey key, Clock clock) {
    this.jdbc = JdbcClient.create(dataSource);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    this.key = key;
    this.clock = clock;
  }

  /** The seal of a run, and the text of the copy that is kept outside the database. */
  public record Sealed(Seal seal, String copy) {}

  /** Waits for the disk: when this returns, the run's changes and their evidence are durable. */
  public Sealed seal(long run) {
    return java.util.Objects.requireNonNull(
        transaction.execute(
            status -> {
              jdbc.sql("set local synchronous_commit = on").update();
              jdbc.sql("select pg_advisory_xact_lock(hashtextextended('oubli.seal', 0))")
                  .query((row, number) -> 0)
                  .list();
              return existing(run).orElseGet(() -> create(run));
            }));
  }

  public Optional<Sealed> existing(long run) {
    return jdbc.sql(
            """
            select run, sequence, first_seq, last_seq, entries, row_count, merkle_root,
              previous_seal, to_char(sealed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
              document, signature, public_key
            from oubli.seal where run = ?""")
        .param(run)
        .query(
            (row, number) ->
                new Sealed(
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
                    copy(row.getString(10), row.getString(11), row.getString(12))))
        .optional();
  }

  private Sealed create(long run) {
    List<String> digests =
        jdbc.sql("select digest from oubli.ledger_entry where run = ? order by seq")
            .param(run)
            .query(String.class)
            .list();
    long[] span =
        jdbc.sql(
                """
                select coalesce(min(seq), 0), coalesce(max(seq), 0), coalesce(sum(row_count), 0)
                from oubli.ledger_entry where run = ?""")
            .param(run)
            .query((row, number) -> new long[] {row.getLong(1), row.getLong(2), row.getLong(3)})
            .single();
    Previous previous = previous();
    Seal seal =
        new Seal(
            run,
            previous.sequence() + 1,
            span[0],
            span[1],
            digests.size(),
            span[2],
            MerkleTree.root(digests),
            previous.digest(),
            STAMP.format(clock.instant()));
    return store(seal);
  }

  private Sealed store(Seal seal) {
    String document = seal.document();
    String signature = key.sign(document);
    jdbc.sql(
            """
            insert into oubli.seal
              (run, sequence, first_seq, last_seq, entries, row_count, merkle_root, previous_seal,
               sealed_at, document, digest, signature, public_key)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?::timestamptz, ?, ?, ?, ?)""")
        .params(
            seal.run(),
            seal.sequence(),
            seal.firstSeq(),
            seal.lastSeq(),
            seal.entries(),
            seal.rows(),
            seal.merkleRoot(),
            seal.previousSeal(),
            seal.sealedAt(),
            document,
            seal.digest(),
            signature,
            key.publicKey())
        .update();
    return new Sealed(seal, copy(document, signature, key.publicKey()));
  }

  private record Previous(long sequence, String digest) {}

  private Previous previous() {
    return jdbc.sql("select sequence, digest from oubli.seal order by sequence desc limit 1")
        .query((row, number) -> new Previous(row.getLong(1), row.getString(2)))
        .optional()
        .orElse(new Previous(0, ""));
  }

  private static String copy(String document, String signature, String publicKey) {
    return document + "signature: " + signature + "\npublic-key: " + publicKey + "\n";
  }
}
