package fr.oubli.rectification;

import com.opencsv.CSVParserBuilder;
import com.opencsv.CSVReader;
import com.opencsv.CSVReaderBuilder;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The values of a rectification: a CSV with the columns collection, key, field and value, between
 * commas or semicolons, in UTF-8.
 */
final class CorrectionFile {

  private static final List<String> COLUMNS = List.of("collection", "key", "field", "value");

  private CorrectionFile() {}

  /**
   * @throws Refusal with one line per fault
   */
  static List<Correction> read(Path file) {
    String text = text(file);
    int end = text.indexOf('\n');
    String header = end < 0 ? text : text.substring(0, end);
    char separator = header.contains(";") ? ';' : ',';
    List<Correction> corrections = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    try (CSVReader reader =
        new CSVReaderBuilder(new StringReader(text))
            .withCSVParser(new CSVParserBuilder().withSeparator(separator).build())
            .build()) {
      String[] names = reader.readNext();
      if (names == null || !Arrays.asList(names).equals(COLUMNS)) {
        throw invalid(file, 1, "the first line must be " + String.join(";", COLUMNS));
      }
      for (String[] row = reader.readNext(); row != null; row = reader.readNext()) {
        long line = reader.getLinesRead();
        if (row.length != COLUMNS.size()) {
          faults.add(file + ":" + line + ": four values expected, not " + row.length);
        } else {
          corrections.add(
              new Correction(
                  line, row[0].strip(), row[1].strip(), row[2].strip(), emptied(row[3])));
        }
      }
    } catch (IOException | CsvValidationException e) {
      throw invalid(file, 1, "is not a CSV that can be read; check its quotes");
    }
    if (!faults.isEmpty()) {
      throw new Refusal(ExitCode.INVALID, faults);
    }
    if (corrections.isEmpty()) {
      throw invalid(file, 1, "has no value to correct");
    }
    return corrections;
  }

  private static @org.jspecify.annotations.Nullable String emptied(String value) {
    return value.isEmpty() ? null : value;
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
      throw invalid(file, 1, "is not in UTF-8; save it as CSV UTF-8");
    } catch (IOException e) {
      throw new Refusal(ExitCode.INVALID, file + " cannot be read; check --values");
    }
  }

  private static Refusal invalid(Path file, long line, String what) {
    return new Refusal(ExitCode.INVALID, file + ":" + line + ": " + what);
  }
}
