package fr.oubli.output;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVPrinter;
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
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    writer.write(dialect.mark());
    CSVPrinter printer = new CSVPrinter(writer, dialect.format());
    printer.printRecord(columns);
    while (rows.hasNext()) {
      printRow(printer, dialect, columns.size(), rows.next());
    }
    printer.flush();
  }

  private static void printRow(
      CSVPrinter printer, CsvDialect dialect, int width, List<? extends @Nullable Object> row)
      throws IOException {
    if (row.size() != width) {
      throw new IllegalArgumentException(row.size() + " cells for " + width + " columns");
    }
    for (Object cell : row) {
      printer.print(dialect.cell(cell));
    }
    printer.println();
  }
}
