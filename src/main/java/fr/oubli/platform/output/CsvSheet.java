package fr.oubli.platform.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A table in a CSV file, in UTF-8, whole or not there. */
public final class CsvSheet {

  private CsvSheet() {}

  /**
   * @param rows cells are text, whole numbers, {@link java.math.BigDecimal}, {@link
   *     java.time.LocalDate} or null; as many in each row as there are columns
   */
  public static Path write(
      Path file,
      CsvDialect dialect,
      List<String> columns,
      Stream<? extends List<? extends @Nullable Object>> rows) {
    return WholeFile.write(file, out -> print(out, dialect, columns, rows.iterator()));
  }

  private static void print(
      OutputStream out,
      CsvDialect dialect,
      List<String> columns,
      Iterator<? extends List<? extends @Nullable Object>> rows)
      throws IOException {
    CsvRows sheet = new CsvRows(out, dialect, columns);
    while (rows.hasNext()) {
      sheet.row(rows.next());
    }
    sheet.flush();
  }
}
