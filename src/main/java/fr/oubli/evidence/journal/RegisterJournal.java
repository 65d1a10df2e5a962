package fr.oubli.evidence.journal;

import fr.oubli.platform.output.WholeFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Oubli's registers as they stand (requests, holds, restrictions, the suppression list, approvals),
 * in one file outside the database that is written anew whenever one of them changed: what people
 * asked, and what was decided for them, survives the restore of an older state. The file of before
 * is replaced, so that what a register forgot is forgotten there too.
 *
 * @param home the folder of the key under which it is encrypted, and of the file where the reports
 *     cannot be written
 * @param reports the folder in which the file lies
 */
public record RegisterJournal(DataSource dataSource, Path home, Path reports) {

  private static final int ROWS_AT_ONCE = 1_000;

  /** Writes the file anew where a register changed since it was written and may be read whole. */
  public void keep() {
    JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    KeptState.of(jdbc)
        .filter(state -> isBehind(state) && readable(jdbc))
        .ifPresent(
            state -> write(new JournalHeader(state.database(), sequence(jdbc), state.change())));
  }

  /** Whether the file tells of changes that the database does not have. */
  public boolean isNewer(KeptState state) {
    return newest(state.database()).filter(header -> header.change() > state.change()).isPresent();
  }

  /** Whether the database has changes that no file tells of, so that a restore would lose them. */
  public boolean isBehind(KeptState state) {
    return state.change() > 0
        && newest(state.database()).filter(header -> header.change() >= state.change()).isEmpty();
  }

  private void write(JournalHeader header) {
    TransactionTemplate snapshot = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    snapshot.setIsolationLevel(TransactionTemplate.ISOLATION_REPEATABLE_READ);
    snapshot.setReadOnly(true);
    snapshot.executeWithoutResult(status -> write(place(header.database()), header));
  }

  private void write(Path file, JournalHeader header) {
    JdbcTemplate rows = new JdbcTemplate(dataSource);
    rows.setFetchSize(ROWS_AT_ONCE);
    WholeFile.writePrivate(
        file,
        out -> {
          try (JournalWriter writer = new JournalWriter(out, JournalKey.in(home), header)) {
            for (String table : KeptTables.registers(rows)) {
              rows.query(
                  "select row_to_json(t)::text as content from oubli." + table + " t",
                  row -> {
                    RunJournal.write(
                        writer, table, Objects.requireNonNull(row.getString("content")));
                  });
            }
          }
        });
  }

  /** The file to restore from: the newest of this database, in the one place or the other. */
  public Optional<Path> newestFile(String database) {
    return files(database)
        .filter(file -> new JournalReader(file).header().isPresent())
        .max(
            Comparator.comparing(
                file -> new JournalReader(file).header().map(JournalHeader::change).orElse(0L)));
  }

  private Optional<JournalHeader> newest(String database) {
    return newestFile(database).flatMap(file -> new JournalReader(file).header());
  }

  private Stream<Path> files(String database) {
    return List.of(reports, home).stream().map(folder -> folder.resolve(name(database)));
  }

  private Path place(String database) {
    return Files.isWritable(nearest(reports))
        ? reports.resolve(name(database))
        : home.resolve(name(database));
  }

  private static Path nearest(Path folder) {
    Path nearest = folder.toAbsolutePath();
    while (nearest.getParent() != null && !Files.exists(nearest)) {
      nearest = nearest.getParent();
    }
    return nearest;
  }

  private static String name(String database) {
    return "registers-" + database + ".journal";
  }

  private static long sequence(JdbcTemplate jdbc) {
    return Objects.requireNonNull(
        jdbc.queryForObject("select coalesce(max(sequence), 0) from oubli.seal", Long.class));
  }

  /** Half of the registers are no state to go back to: a role that may not read all writes none. */
  private static boolean readable(JdbcTemplate jdbc) {
    return Boolean.TRUE.equals(
        jdbc.queryForObject(
            """
            select bool_and(has_table_privilege(t.name, 'select') and (not row_security_active(t.name)
              or exists (select from pg_roles where rolname = 'oubli_dpo'
                and pg_has_role(current_user, oid, 'member'))))
            from (select 'oubli.' || quote_ident(register) as name from unnest(?) register) t""",
            Boolean.class,
            (Object) KeptTables.registers(jdbc).toArray(String[]::new)));
  }
}
