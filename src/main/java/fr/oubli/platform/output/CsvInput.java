package fr.oubli.platform.output;

import com.opencsv.CSVReader;
import com.opencsv.CSVReaderBuilder;
import com.opencsv.RFC4180ParserBuilder;
import com.opencsv.bean.HeaderColumnNameMappingStrategy;
import com.opencsv.exceptions.CsvException;
import com.opencsv.exceptions.CsvValidationException;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Reads a CSV that a person saved from a spreadsheet: UTF-8 with or without a mark, semicolons
 * where the first line has one, else commas. It is read line by line, however long it is.
 */
public final class CsvInput {

  /** A cell of more lines than this has lost its closing quote. */
  private static final int LINES_OF_A_ROW = 100;

  private static final char MARK = '\uFEFF';

  /** Takes the cells of each row, with the number of the line it ends on. */
  @FunctionalInterface
  public interface Rows {
    void row(long line, List<String> cells);
  }

  /** Takes what each row says, with the number of the line it ends on. */
  public interface Beans<T> {

    /** The names of the first line, before anything else is read. */
    void header(List<String> names);

    void line(long line, T bean);

    /** A line that cannot be read; the following ones are read nevertheless. */
    void wrong(long line, String what);
  }

  private CsvInput() {}

  /**
   * @throws Refusal when the file cannot be read as such; rows before the fault were given
   */
  public static void read(Path file, Rows rows) {
    char separator = separator(file);
    long line = 1;
    try (BufferedReader text = open(file);
        CSVReader reader = reader(text, separator)) {
      for (String[] row = reader.readNext(); row != null; row = reader.readNext()) {
        line = reader.getLinesRead();
        rows.row(line, List.of(row));
        line++;
      }
    } catch (CharacterCodingException e) {
      throw notUtf8(file);
    } catch (IOException | CsvValidationException e) {
      throw invalid(file, ":" + line + ": is not a CSV that can be read; check its quotes");
    }
  }

  /**
   * Reads each row into a bean, by the names of the first line. Rows without any value are passed
   * over.
   *
   * @throws Refusal when the file cannot be read as such; rows before the fault were given
   */
  public static <T> void beans(Path file, Class<T> type, Beans<T> beans) {
    HeaderColumnNameMappingStrategy<T> names = new HeaderColumnNameMappingStrategy<>();
    names.setType(type);
    int[] columns = {0};
    read(
        file,
        (line, cells) -> {
          if (columns[0] == 0) {
            List<String> first = cells.stream().map(String::strip).toList();
            columns[0] = first.size();
            beans.header(first);
            capture(names, file, first);
          } else if (cells.stream().allMatch(String::isBlank)) {
            // A spreadsheet leaves such lines at the end.
            return;
          } else if (cells.size() != columns[0]) {
            beans.wrong(
                line,
                "has %d values, and the first line has %d columns"
                    .formatted(cells.size(), columns[0]));
          } else {
            beans.line(line, bean(names, file, line, cells));
          }
        });
  }

  private static void capture(
      HeaderColumnNameMappingStrategy<?> names, Path file, List<String> first) {
    String line =
        String.join("\",\"", first.stream().map(each -> each.replace("\"", "\"\"")).toList());
    try (CSVReader reader = reader(new StringReader("\"" + line + "\""), ',')) {
      names.captureHeader(reader);
    } catch (IOException | CsvException e) {
      throw invalid(file, ":1: is not a first line with the names of columns");
    }
  }

  private static <T> T bean(
      HeaderColumnNameMappingStrategy<T> names, Path file, long line, List<String> cells) {
    try {
      return names.populateNewBean(cells.toArray(String[]::new));
    } catch (CsvException e) {
      throw invalid(file, ":" + line + ": cannot be read");
    }
  }

  private static CSVReader reader(Reader text, char separator) {
    return new CSVReaderBuilder(text)
        .withMultilineLimit(LINES_OF_A_ROW)
        .withCSVParser(new RFC4180ParserBuilder().withSeparator(separator).build())
        .build();
  }

  private static char separator(Path file) {
    try (BufferedReader text = open(file)) {
      return Objects.requireNonNullElse(text.readLine(), "").contains(";") ? ';' : ',';
    } catch (CharacterCodingException e) {
      throw notUtf8(file);
    } catch (IOException e) {
      throw invalid(file, " cannot be read; check its name");
    }
  }

  /** The text after the mark, where there is one; reading on fails where it is not UTF-8. */
  private static BufferedReader open(Path file) throws IOException {
    BufferedReader text = Files.newBufferedReader(file, StandardCharsets.UTF_8);
    text.mark(1);
    if (text.read() != MARK) {
      text.reset();
    }
    return text;
  }

  private static Refusal notUtf8(Path file) {
    return invalid(file, ":1: is not in UTF-8; save it as CSV UTF-8");
  }

  private static Refusal invalid(Path file, String what) {
    return new Refusal(ExitCode.INVALID, file + what);
  }
}
