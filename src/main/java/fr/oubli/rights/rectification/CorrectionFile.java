package fr.oubli.rights.rectification;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.platform.output.CsvInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of a rectification, which stand in a CSV with the columns collection, key, field
 * and value. An empty value empties the column.
 */
final class CorrectionFile {

  private static final List<String> COLUMNS = List.of("collection", "key", "field", "value");

  private final Path file;
  private final List<Correction> corrections = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();

  private CorrectionFile(Path file) {
    this.file = file;
  }

  /**
   * @throws Refusal with one line per fault of the file
   */
  static List<Correction> read(Path file) {
    CorrectionFile read = new CorrectionFile(file);
    CsvInput.read(file, read::row);
    if (read.corrections.isEmpty() && read.faults.isEmpty()) {
      read.faults.add(file + ":1: has no value to correct");
    }
    if (!read.faults.isEmpty()) {
      throw new Refusal(ExitCode.INVALID, read.faults);
    }
    return read.corrections;
  }

  private void row(long line, List<String> cells) {
    if (line == 1) {
      if (!cells.equals(COLUMNS)) {
        faults.add(file + ":1: the first line must be " + String.join(";", COLUMNS));
      }
    } else if (cells.size() != COLUMNS.size()) {
      faults.add(file + ":" + line + ": four values expected, not " + cells.size());
    } else {
      corrections.add(
          new Correction(
              line,
              cells.get(0).strip(),
              cells.get(1).strip(),
              cells.get(2).strip(),
              emptied(cells.get(3))));
    }
  }

  private static @Nullable String emptied(String value) {
    return value.isEmpty() ? null : value;
  }
}
