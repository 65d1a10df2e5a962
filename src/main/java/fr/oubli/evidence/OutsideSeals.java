package fr.oubli.evidence;

import fr.oubli.evidence.journal.KeptState;
import fr.oubli.evidence.journal.LastSeal;
import fr.oubli.evidence.journal.RegisterJournal;
import fr.oubli.platform.database.DatabaseIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What was sealed and is outside the database: the copies among the reports, and what the home
 * remembers.
 *
 * @param home what Oubli keeps on disk
 * @param reports the folder with a folder for each day
 */
public record OutsideSeals(DataSource dataSource, Path home, Path reports) {

  static final String SEQUENCE = "sequence";
  static final String RUN = "run";
  static final String PREVIOUS = "previous-seal";

  /** Runs for a day that passed, and clocks of other zones, lie in folders of a little before. */
  private static final int DAYS_BEFORE = 40;

  /**
   * The last seal that the database has.
   *
   * @param sequence zero where it has none
   */
  record Last(long sequence, String digest, @Nullable LocalDate day) {}

  /**
   * What the database lacks, in a line for people; empty where it is as new as its seals and its
   * registers.
   */
  public Optional<String> older() {
    return KeptState.of(new JdbcTemplate(dataSource)).flatMap(this::lacking);
  }

  private Optional<String> lacking(KeptState state) {
    if (state.replaying()) {
      return Optional.of("a replay after a restore is not finished");
    }
    String database = state.database();
    Last last = last();
    Optional<LastSeal> known =
        LastSeal.of(home, database).filter(seal -> seal.sequence() > last.sequence());
    List<SealCopy> later = after(last, database);
    if (known.isPresent() || !later.isEmpty()) {
      long sealed =
          Math.max(
              known.map(LastSeal::sequence).orElse(0L),
              later.stream().mapToLong(copy -> copy.number(SEQUENCE)).max().orElse(0));
      return Optional.of(
          "the database ends with seal %d, and seal %d was made of it: it was restored"
              .formatted(last.sequence(), sealed));
    }
    return new RegisterJournal(dataSource, home, reports).isNewer(state)
        ? Optional.of(
            "the registers outside the database are newer than those in it: it was restored")
        : Optional.empty();
  }

  /** What a restore would lose that is kept outside otherwise, in a line for people. */
  public Optional<String> unkept() {
    RegisterJournal registers = new RegisterJournal(dataSource, home, reports);
    return KeptState.of(new JdbcTemplate(dataSource))
        .filter(registers::isBehind)
        .map(
            state ->
                "registers changed since they were last kept outside the database, in %s or %s, and a"
                        .formatted(reports, home)
                    + " restore would lose that; a command of the officer's or the owner's keeps"
                    + " them, such as jobs/request list");
  }

  Last last() {
    return new JdbcTemplate(dataSource)
            .query(
                "select sequence, digest, (sealed_at at time zone 'UTC')::date as day from oubli.seal"
                    + " order by sequence desc limit 1",
                (row, number) ->
                    new Last(
                        row.getLong("sequence"),
                        row.getString("digest"),
                        row.getObject("day", LocalDate.class)))
            .stream()
            .findFirst()
            .orElse(new Last(0, "", null));
  }

  /** The place in the chain of the last seal that the home remembers; zero where it knows none. */
  long known() {
    return LastSeal.of(home, DatabaseIdentity.of(dataSource)).map(LastSeal::sequence).orElse(0L);
  }

  /** The copies of later seals of this database, in their order. */
  List<SealCopy> after(Last last, String database) {
    List<SealCopy> copies = new ArrayList<>();
    for (Path folder : folders(last.day())) {
      SealCopy.directlyIn(folder).stream()
          .filter(copy -> copy.database().equals(database))
          .filter(copy -> copy.number(SEQUENCE) > last.sequence())
          .forEach(copies::add);
    }
    copies.sort(Comparator.comparingLong(copy -> copy.number(SEQUENCE)));
    return copies;
  }

  /** The copies of some seals of this database, in their order. */
  List<SealCopy> between(long first, long last) {
    return after(new Last(first - 1, "", null), DatabaseIdentity.of(dataSource)).stream()
        .filter(copy -> copy.number(SEQUENCE) <= last)
        .toList();
  }

  private List<Path> folders(@Nullable LocalDate day) {
    if (!Files.isDirectory(reports)) {
      return List.of();
    }
    LocalDate from = day == null ? LocalDate.MIN : day.minusDays(DAYS_BEFORE);
    try (Stream<Path> folders = Files.list(reports)) {
      return folders.filter(Files::isDirectory).filter(folder -> isFrom(folder, from)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isFrom(Path folder, LocalDate from) {
    try {
      return !LocalDate.parse(String.valueOf(folder.getFileName())).isBefore(from);
    } catch (DateTimeException e) {
      return false;
    }
  }
}
