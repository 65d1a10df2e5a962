package fr.oubli.evidence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads seals from the database. */
public final class SealReader {

  private static final String SEALS =
      """
      select run, sequence, first_seq, last_seq, entries, row_count, merkle_root, previous_seal,
        to_char(sealed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as sealed_at,
        document, digest, signature, public_key
      from oubli.seal\s""";

  private final DataSource dataSource;

  public SealReader(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** The seal of a run; empty where it is not sealed. */
  public Optional<SignedSeal> of(long run) {
    return JdbcClient.create(dataSource)
        .sql(SEALS + "where run = ?")
        .param(run)
        .query((row, number) -> read(row))
        .optional();
  }

  /** Hands over every seal in the order of the chain. */
  void each(Consumer<SignedSeal> reader) {
    new JdbcTemplate(dataSource)
        .query(
            SEALS + "order by sequence",
            row -> {
              reader.accept(read(row));
            });
  }

  private static SignedSeal read(ResultSet row) throws SQLException {
    Seal seal =
        new Seal(
            row.getLong("run"),
            row.getLong("sequence"),
            new Seal.Range(
                row.getLong("first_seq"),
                row.getLong("last_seq"),
                row.getLong("entries"),
                row.getLong("row_count")),
            row.getString("merkle_root"),
            row.getString("previous_seal"),
            row.getString("sealed_at"),
            Seal.factsOf(row.getString("document")));
    return new SignedSeal(
        seal,
        row.getString("document"),
        row.getString("digest"),
        row.getString("signature"),
        row.getString("public_key"));
  }
}
