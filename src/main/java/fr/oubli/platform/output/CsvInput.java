package fr.oubli.platform.output;

import com.opencsv.CSVReader;
import com.opencsv.CSVReaderBuilder;
import com.opencsv.RFC4180ParserBuilder;
import com.opencsv.exceptions.CsvValidationException;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
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

  private CsvInput() {}

  /**
   * @throws Refusal when the file cannot be read as such; rows before the fault were given
   */
  public static void read(Path file, Rows rows) {
    char separator = separator(file);
    long line = 1;
    try (BufferedReader text = open(file);
        CSVReader reader =
            new CSVReaderBuilder(text)
                .withMultilineLimit(LINES_OF_A_ROW)
                .withCSVParser(new RFC4180ParserBuilder().withSeparator(separator).build())
                .build()) {
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
