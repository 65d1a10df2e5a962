package fr.oubli.output;

import com.opencsv.CSVReader;
import com.opencsv.CSVReaderBuilder;
import com.opencsv.RFC4180ParserBuilder;
import com.opencsv.exceptions.CsvValidationException;
import fr.oubli.exit.ExitCode;
import fr.oubli.exit.Refusal;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A CSV that a person saved from a spreadsheet: UTF-8 with or without a mark, commas or semicolons,
 * whichever the first line has.
 */
public final class CsvInput {

  /** Takes a line's cells. */
  @FunctionalInterface
  public interface Rows {
    void row(long line, List<String> cells);
  }

  private CsvInput() {}

  /**
   * @throws Refusal when the file cannot be read as such
   */
  public static void read(Path file, Rows rows) {
    String text = text(file);
    int end = text.indexOf('\n');
    char separator = (end < 0 ? text : text.substring(0, end)).contains(";") ? ';' : ',';
    try (CSVReader reader =
        new CSVReaderBuilder(new StringReader(text))
            .withCSVParser(new RFC4180ParserBuilder().withSeparator(separator).build())
            .build()) {
      for (String[] row = reader.readNext(); row != null; row = reader.readNext()) {
        rows.row(reader.getLinesRead(), List.of(row));
      }
    } catch (IOException | CsvValidationException e) {
      throw invalid(file, ":1: is not a CSV that can be read; check its quotes");
    }
  }

  private static String text(Path file) {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
              .toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw invalid(file, ":1: is not in UTF-8; save it as CSV UTF-8");
    } catch (IOException e) {
      throw invalid(file, " cannot be read; check its name");
    }
  }

  private static Refusal invalid(Path file, String what) {
    return new Refusal(ExitCode.INVALID, file + what);
  }
}
