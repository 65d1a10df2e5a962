package fr.oubli.evidence;

import fr.oubli.evidence.OutsideSeals.Last;
import fr.oubli.evidence.journal.JournalKey;
import fr.oubli.evidence.journal.JournalReader;
import fr.oubli.evidence.journal.KeptState;
import fr.oubli.evidence.journal.KeptTables;
import fr.oubli.evidence.journal.RegisterJournal;
import fr.oubli.evidence.journal.RunJournal;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings back what Oubli knew into a database that is older: the evidence of the runs since, from
 * the journals beside their seals, and the registers as they last stood. It touches Oubli's own
 * tables and no row of the company.
 */
public final class Restoration {

  /**
   * What was brought back.
   *
   * @param first the first seal that the database lacked
   * @param last the last one; one less than the first where it lacked none
   * @param registers the journal of the registers; empty where there was none
   */
  public record Brought(long first, long last, LocalDate asOf, Optional<Path> registers) {}

  /**
   * A replay that is not ended.
   *
   * @param first the first seal that the restored database lacked
   * @param ofTables whether tables alone were put back
   * @param plan by which it does again what nights did; null where none was made yet
   */
  public record Begun(
      long id, long first, long last, LocalDate asOf, boolean ofTables, @Nullable String plan) {}

  /** So much text at a time goes to the server. */
  private static final long CHARACTERS_AT_ONCE = 4_000_000;

  private final DataSource dataSource;
  private final JdbcTemplate jdbc;
  private final Path home;
  private final OutsideSeals outside;
  private final RegisterJournal registers;

  public Restoration(DataSource dataSource, Path home, Path reports) {
    this.dataSource = dataSource;
    this.jdbc = new JdbcTemplate(dataSource);
    this.home = home;
    this.outside = new OutsideSeals(dataSource, home, reports);
    this.registers = new RegisterJournal(dataSource, home, reports);
  }

  /**
   * Brings back all of it in one transaction, or nothing, and begins the replay of it.
   *
   * @param operator who replays, for the record
   * @param today the day of the replay
   * @throws Refusal when a seal or a journal is missing or does not fit, by its name
   */
  public Brought bringBack(String operator, LocalDate today) {
    refuseOtherRoles();
    KeptState state = KeptState.of(jdbc).orElseThrow();
    Last last = outside.last();
    List<SealCopy> lost =
        outside.after(new Last(last.sequence(), last.digest(), null), state.database());
    refuseGaps(last, lost);
    JournalKey key = JournalKey.known(home);
    Optional<Path> kept =
        registers.newestFile(state.database()).filter(file -> registers.isNewer(state));
    Brought brought =
        new Brought(last.sequence() + 1, last.sequence() + lost.size(), latest(lost, today), kept);
    new TransactionTemplate(new JdbcTransactionManager(dataSource))
        .executeWithoutResult(
            status -> {
              lost.forEach(copy -> run(copy, key));
              kept.ifPresent(file -> registers(file, key));
              begin(brought, operator);
              analyse();
            });
    return brought;
  }

  /** The replay that was begun and is not ended; empty where there is none. */
  public Optional<Begun> begun() {
    return jdbc
        .query(
            "select id, first_sequence, last_sequence, as_of, since, plan_hash from oubli.replay"
                + " where ended_at is null order by id desc limit 1",
            (row, number) ->
                new Begun(
                    row.getLong("id"),
                    row.getLong("first_sequence"),
                    row.getLong("last_sequence"),
                    Objects.requireNonNull(row.getObject("as_of", LocalDate.class)),
                    row.getObject("since", LocalDate.class) != null,
                    row.getString("plan_hash")))
        .stream()
        .findFirst();
  }

  /**
   * Begins the replay of what was done since a day, for tables that were put back into a database
   * which is as new as its seals.
   *
   * @throws Refusal when nothing was sealed since
   */
  public void since(LocalDate day, String operator, LocalDate today) {
    refuseOtherRoles();
    // Another day than the one that was looked at before takes its place: nothing was done of it.
    jdbc.update(
        "update oubli.replay set ended_at = now() where ended_at is null and since is not null");
    int begun =
        jdbc.update(
            """
            insert into oubli.replay (begun_by, as_of, since, first_sequence, last_sequence)
            select ?, ?, ?, min(sequence), max(sequence) from oubli.seal
            where (sealed_at at time zone 'UTC')::date >= ? having count(*) > 0""",
            operator,
            today,
            day,
            day);
    if (begun == 0) {
      throw new Refusal(
          ExitCode.INVALID, "no run was sealed since " + day + "; name the day of the backup");
    }
  }

  /** Notes the plan by which a replay does again what nights did. */
  public void plan(Begun begun, String hash) {
    jdbc.update("update oubli.replay set plan_hash = ? where id = ?", hash, begun.id());
  }

  /** Ends a replay: from now on everything runs again, and the registers are kept outside. */
  public void end(Begun begun) {
    jdbc.update("update oubli.replay set ended_at = now() where id = ?", begun.id());
    jdbc.queryForObject("select nextval('oubli.register_change')", Long.class);
    registers.keep();
  }

  /** Why something has to be replayed; empty where the database is as new as what is outside. */
  public Optional<String> why() {
    return outside.older();
  }

  /** The rows of values that rectifications changed, as JSON, from the journals of some seals. */
  public List<String> corrections(Begun begun) {
    List<String> corrections = new ArrayList<>();
    JournalKey key = JournalKey.known(home);
    outside
        .between(begun.first(), begun.last())
        .forEach(
            copy ->
                new JournalReader(RunJournal.beside(copy.file()))
                    .read(
                        key,
                        (table, row) -> {
                          if (table.equals(RunJournal.CORRECTIONS)) {
                            corrections.add(row);
                          }
                        }));
    return corrections;
  }

  /** What is wrong with the evidence that was brought back; nothing else is to be done then. */
  public List<String> faults(Begun brought) {
    List<String> faults = new ArrayList<>();
    jdbc.queryForList(
            "select run from oubli.seal where sequence between ? and ? order by sequence",
            Long.class,
            brought.first(),
            brought.last())
        .forEach(run -> faults.addAll(new LedgerVerification(dataSource).faultsOf(run, List.of())));
    return faults;
  }

  /** What was brought back is counted, so that what asks for it is planned for its size. */
  private void analyse() {
    List<String> tables = new ArrayList<>(KeptTables.OF_A_RUN.keySet());
    tables.addAll(KeptTables.registers(jdbc));
    tables.forEach(table -> jdbc.execute("analyze oubli." + table));
  }

  private void refuseOtherRoles() {
    if (!Boolean.TRUE.equals(
        jdbc.queryForObject(
            "select pg_has_role(nspowner, 'member') from pg_namespace where nspname = 'oubli'",
            Boolean.class))) {
      throw new Refusal(
          ExitCode.INVALID,
          "a replay writes evidence and registers, which no role but the owner of the schema oubli"
              + " may: set OUBLI_DATABASE_USER to the owner");
    }
  }

  /** The run of the last seal may have been for an earlier day than the one before it. */
  private static LocalDate latest(List<SealCopy> lost, LocalDate today) {
    return lost.stream()
        .map(copy -> LocalDate.parse(copy.facts().of("as-of")))
        .filter(day -> day.isAfter(today))
        .max(LocalDate::compareTo)
        .orElse(today);
  }

  private void refuseGaps(Last last, List<SealCopy> lost) {
    long next = last.sequence() + 1;
    String before = last.sequence() == 0 ? "none" : last.digest();
    for (SealCopy copy : lost) {
      if (copy.number(OutsideSeals.SEQUENCE) != next) {
        throw refused(
            "seal %d is missing among the copies in %s".formatted(next, outside.reports()),
            "restore its file from a copy of that folder");
      }
      if (!copy.value(OutsideSeals.PREVIOUS).equals(before) || !copy.isSigned()) {
        throw refused(
            "%s does not follow the seal before it, or is not signed".formatted(copy.file()),
            "a run was made on the restored database before its replay, or the file was changed");
      }
      if (!Files.isRegularFile(RunJournal.beside(copy.file()))) {
        throw refused(
            "the journal of run %d, %s, is missing"
                .formatted(copy.number(OutsideSeals.RUN), RunJournal.beside(copy.file())),
            "restore it from a copy of that folder: without it nobody knows what the run destroyed");
      }
      before = copy.digest();
      next++;
    }
    refuseLacking(next - 1);
  }

  private void refuseLacking(long sequence) {
    long known = outside.known();
    if (known > sequence) {
      throw refused(
          "seals %d to %d were made, and no copy of them is in %s"
              .formatted(sequence + 1, known, outside.reports()),
          "name the folder of the reports with --reports, or restore it from a copy");
    }
  }

  private static Refusal refused(String what, String mend) {
    return new Refusal(ExitCode.REFUSED, what + ": nothing was brought back; " + mend);
  }

  private void run(SealCopy copy, JournalKey key) {
    Rows rows = new Rows(RestoredTable::add);
    new JournalReader(RunJournal.beside(copy.file()))
        .read(
            key,
            (table, row) -> {
              // Values of a rectification are for whoever does it again, and for no register.
              if (KeptTables.OF_A_RUN.containsKey(table)) {
                rows.row(table, row);
              }
            });
    rows.end();
    long run = copy.number(OutsideSeals.RUN);
    // A journal is written just before its run ends; the seal says how.
    jdbc.update(
        """
        update oubli.run r set state = ?, ended_at = s.sealed_at
        from oubli.seal s where s.run = r.id and r.id = ? and r.ended_at is null""",
        copy.facts().of(SealedFacts.OUTCOME),
        run);
    KeptTables.OF_A_RUN.keySet().forEach(table -> new RestoredTable(jdbc, table).number());
  }

  private void registers(Path file, JournalKey key) {
    Rows rows = new Rows(RestoredTable::collect);
    List<String> names = KeptTables.registers(jdbc);
    names.forEach(name -> new RestoredTable(jdbc, name).collect(List.of()));
    new JournalReader(file).read(key, rows::row);
    rows.end();
    List<RestoredTable> tables = names.stream().map(name -> new RestoredTable(jdbc, name)).toList();
    for (int i = tables.size() - 1; i >= 0; i--) {
      tables.get(i).removeOthers();
    }
    tables.forEach(RestoredTable::replace);
    tables.forEach(RestoredTable::number);
    long change = new JournalReader(file).header().orElseThrow().change();
    jdbc.queryForObject("select setval('oubli.register_change', ?)", Long.class, change);
  }

  private void begin(Brought brought, String operator) {
    jdbc.update(
        """
        insert into oubli.replay (begun_by, as_of, first_sequence, last_sequence)
        values (?, ?, ?, ?)""",
        operator,
        brought.asOf(),
        brought.first(),
        brought.last());
  }

  /** What is done with rows of a table. */
  private interface Put {
    void put(RestoredTable table, List<String> rows);
  }

  /** Collects rows, so that many go to the server at once. */
  private final class Rows {

    private final Put put;
    private final Map<String, RestoredTable> tables = new HashMap<>();
    private final Map<String, List<String>> waiting = new LinkedHashMap<>();
    private long characters;

    Rows(Put put) {
      this.put = put;
    }

    void row(String table, String row) {
      waiting.computeIfAbsent(table, name -> new ArrayList<>()).add(row);
      characters += row.length();
      if (characters > CHARACTERS_AT_ONCE) {
        end();
      }
    }

    void end() {
      waiting.forEach(
          (name, rows) ->
              put.put(
                  Objects.requireNonNull(
                      tables.computeIfAbsent(name, one -> new RestoredTable(jdbc, one))),
                  rows));
      waiting.clear();
      characters = 0;
    }
  }
}
