package fr.oubli.registers.recording;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.platform.output.CsvInput;
import fr.oubli.platform.output.FilledCells;
import fr.oubli.registers.recording.ObjectRegister.Confirmation;
import fr.oubli.registers.recording.ObjectRegister.Waiting;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the list of objects back, after somebody wrote into it which were removed, by whom and
 * when. Lines that say nothing are passed over; of the others every one must be right.
 */
final class ConfirmationFile {

  private static final List<String> NEEDED =
      List.of(
          ObjectSheet.NUMBER,
          ObjectSheet.COLLECTION,
          ObjectSheet.KEY,
          ObjectSheet.REMOVED_ON,
          ObjectSheet.REMOVED_BY);

  /** A line that says of an object that it was removed. */
  private record Line(long number, Confirmation confirmation, String collection, String key) {}

  private final Path file;
  private final LocalDate today;
  private final Map<String, Integer> places = new HashMap<>();
  private final Map<Long, Line> lines = new LinkedHashMap<>();
  private final List<String> faults = new ArrayList<>();

  private ConfirmationFile(Path file, LocalDate today) {
    this.file = file;
    this.today = today;
  }

  /**
   * @throws Refusal with one line per fault
   */
  static List<Confirmation> read(Path file, LocalDate today, ObjectRegister register) {
    ConfirmationFile read = new ConfirmationFile(file, today);
    CsvInput.read(file, read::row);
    if (read.places.isEmpty()) {
      read.header(List.of());
    }
    read.match(register.waiting(List.copyOf(read.lines.keySet())));
    if (!read.faults.isEmpty()) {
      throw new Refusal(ExitCode.INVALID, read.faults);
    }
    return read.lines.values().stream().map(Line::confirmation).toList();
  }

  private void row(long number, List<String> cells) {
    if (places.isEmpty()) {
      header(cells);
      return;
    }
    Map<String, String> row = new HashMap<>();
    places.forEach((name, i) -> row.put(name, i < cells.size() ? cells.get(i).strip() : ""));
    if (cell(row, ObjectSheet.REMOVED_ON).isEmpty()
        && cell(row, ObjectSheet.REMOVED_BY).isEmpty()) {
      return;
    }
    try {
      Line line = line(number, row);
      if (lines.putIfAbsent(line.confirmation().id(), line) != null) {
        fault(number, "names object " + line.confirmation().id() + " a second time");
      }
    } catch (IllegalArgumentException e) {
      fault(number, String.valueOf(e.getMessage()));
    }
  }

  private void header(List<String> cells) {
    for (int i = 0; i < cells.size(); i++) {
      places.put(cells.get(i).strip(), i);
    }
    List<String> missing = NEEDED.stream().filter(name -> !places.containsKey(name)).toList();
    if (!missing.isEmpty()) {
      throw new Refusal(
          ExitCode.INVALID,
          "%s:1: has no column %s; take a new list with jobs/object-removals list, and fill it"
              .formatted(file, String.join(", ", missing)));
    }
  }

  private Line line(long number, Map<String, String> row) {
    String by = cell(row, ObjectSheet.REMOVED_BY);
    if (by.isEmpty()) {
      throw new IllegalArgumentException("says nothing in '" + ObjectSheet.REMOVED_BY + "'");
    }
    LocalDate on = FilledCells.day(cell(row, ObjectSheet.REMOVED_ON), ObjectSheet.REMOVED_ON);
    if (on.isAfter(today)) {
      throw new IllegalArgumentException("was removed on " + on + ", which is still to come");
    }
    return new Line(
        number,
        new Confirmation(id(cell(row, ObjectSheet.NUMBER)), on, by),
        cell(row, ObjectSheet.COLLECTION),
        cell(row, ObjectSheet.KEY));
  }

  private static long id(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'" + text + "' in '" + ObjectSheet.NUMBER + "' is not a number of the list");
    }
  }

  /** The number alone could be another database's: the row must be the same too. */
  private void match(Map<Long, Waiting> waiting) {
    for (Line line : lines.values()) {
      long id = line.confirmation().id();
      Waiting known = waiting.get(id);
      if (known == null) {
        fault(
            line.number(), "object %d is not in the list, or was confirmed already".formatted(id));
      } else if (!same(line, known)) {
        fault(
            line.number(),
            "object %d belonged to another row; take the list of this database".formatted(id));
      }
    }
  }

  private static boolean same(Line line, Waiting known) {
    return FilledCells.plain(line.collection()).equals(known.object().collection())
        && FilledCells.plain(line.key()).equals(known.object().rowKey());
  }

  private static String cell(Map<String, String> row, String column) {
    @Nullable String cell = row.get(column);
    return cell == null ? "" : cell;
  }

  private void fault(long line, String what) {
    faults.add(file + ":" + line + ": " + what);
  }
}
