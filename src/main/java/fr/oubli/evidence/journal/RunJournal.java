package fr.oubli.evidence.journal;

import fr.oubli.platform.database.DatabaseIdentity;
import fr.oubli.platform.output.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The evidence of one sealed run, in a file beside the copy of its seal: what the run destroyed is
 * known by its keys, also to a database from which the run is gone. A rectification's values are
 * with it, since no register keeps them.
 *
 * @param home the folder of the key under which it is encrypted
 */
public record RunJournal(DataSource dataSource, Path home) {

  /** The table of the values that a rectification changed. */
  public static final String CORRECTIONS = "request_correction";

  private static final String OF_ITS_REQUEST =
      "t.request::text = (select substr(r.only_rule, 9) from oubli.run r where r.id = ?)";

  private static final int ROWS_AT_ONCE = 100;

  /** The journal that belongs to a copy of a seal. */
  public static Path beside(Path sealCopy) {
    String name = String.valueOf(sealCopy.getFileName());
    return sealCopy.resolveSibling(name.substring(0, name.length() - ".txt".length()) + ".journal");
  }

  /**
   * Writes the journal of a run, and notes in the home that the run was sealed.
   *
   * @param sequence of its seal in the chain
   * @param digest of its seal
   * @param copy of its seal, which was written before
   * @throws fr.oubli.platform.exit.Refusal when it could not be written
   */
  public void write(long run, long sequence, String digest, Path copy) {
    String database = DatabaseIdentity.of(dataSource);
    JournalHeader header = new JournalHeader(database, sequence, 0);
    TransactionTemplate snapshot = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    snapshot.setIsolationLevel(TransactionTemplate.ISOLATION_REPEATABLE_READ);
    snapshot.setReadOnly(true);
    snapshot.executeWithoutResult(
        status ->
            WholeFile.writePrivate(
                beside(copy),
                out -> {
                  try (JournalWriter writer = new JournalWriter(out, JournalKey.in(home), header)) {
                    rows(run, writer);
                  }
                }));
    LastSeal.note(home, new LastSeal(database, sequence, digest));
  }

  private void rows(long run, JournalWriter writer) {
    for (Map.Entry<String, String> table : KeptTables.OF_A_RUN.entrySet()) {
      rows(table.getKey(), table.getValue(), run, writer);
    }
    // The account of the nights may not see what somebody corrected, and has nothing of the kind.
    if (isOfRequest(run)) {
      rows(CORRECTIONS, OF_ITS_REQUEST, run, writer);
    }
  }

  private boolean isOfRequest(long run) {
    return Boolean.TRUE.equals(
        new JdbcTemplate(dataSource)
            .queryForObject(
                "select exists (select from oubli.run where id = ? and only_rule like 'request %'"
                    + " and has_table_privilege('oubli.request_correction', 'select'))",
                Boolean.class, run));
  }

  private void rows(String table, String which, long run, JournalWriter writer) {
    JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    jdbc.setFetchSize(ROWS_AT_ONCE);
    jdbc.query(
        "select row_to_json(t)::text as content from oubli." + table + " t where " + which,
        row -> {
          write(writer, table, Objects.requireNonNull(row.getString("content")));
        },
        run);
  }

  static void write(JournalWriter writer, String table, String row) {
    try {
      writer.row(table, row);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
