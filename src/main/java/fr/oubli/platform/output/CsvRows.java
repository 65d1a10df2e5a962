package fr.oubli.platform.output;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** A CSV that is written row by row, in UTF-8, to a stream that stays open. */
public final class CsvRows {

  private final CSVPrinter printer;
  private final CsvDialect dialect;
  private final int width;

  public CsvRows(OutputStream out, CsvDialect dialect, List<String> columns) throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    writer.write(dialect.mark());
    this.printer = new CSVPrinter(writer, dialect.format());
    this.dialect = dialect;
    this.width = columns.size();
    printer.printRecord(columns);
  }

  /**
   * @param row cells are text, whole numbers, decimals, dates or null; as many as there are columns
   */
  public void row(List<? extends @Nullable Object> row) throws IOException {
    if (row.size() != width) {
      throw new IllegalArgumentException(row.size() + " cells for " + width + " columns");
    }
    for (Object cell : row) {
      printer.print(dialect.cell(cell));
    }
    printer.println();
  }

  public void flush() throws IOException {
    printer.flush();
  }
}
