package fr.oubli.platform.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * A workbook of sheets, for LibreOffice and Excel. Every cell is text and stays text: nothing in it
 * is ever computed, whatever sign it begins with.
 */
public final class XlsxFile {

  /** What a cell can hold at most. */
  private static final int LONGEST = 32_767;

  private static final String TEXT = "@";
  private static final String SHADE = "DDE5F0";

  private XlsxFile() {}

  /**
   * A row of a sheet.
   *
   * @param heading whether it stands out, since it says what is in the rows below
   */
  public record Row(boolean heading, List<String> cells) {

    public Row {
      cells = List.copyOf(cells);
    }

    public static Row of(String... cells) {
      return new Row(false, List.of(cells));
    }

    public static Row heading(String... cells) {
      return new Row(true, List.of(cells));
    }
  }

  /**
   * A sheet, whose first row stays in sight.
   *
   * @param name at most 31 characters, none of which a sheet's name may not have
   * @param widths of its columns, in characters
   */
  public record Sheet(String name, List<Integer> widths, List<Row> rows) {

    public Sheet {
      widths = List.copyOf(widths);
      rows = List.copyOf(rows);
    }
  }

  public static Path write(Path file, List<Sheet> sheets) {
    return WholeFile.write(file, out -> write(out, sheets));
  }

  private static void write(OutputStream out, List<Sheet> sheets) throws IOException {
    Workbook workbook = new Workbook(out, "Oubli", null);
    sheets.forEach(sheet -> fill(workbook.newWorksheet(sheet.name()), sheet));
    workbook.finish();
  }

  private static void fill(Worksheet worksheet, Sheet sheet) {
    for (int column = 0; column < sheet.widths().size(); column++) {
      worksheet.width(column, sheet.widths().get(column));
    }
    worksheet.freezePane(0, 1);
    for (int number = 0; number < sheet.rows().size(); number++) {
      Row row = sheet.rows().get(number);
      for (int column = 0; column < sheet.widths().size(); column++) {
        String text = column < row.cells().size() ? row.cells().get(column) : "";
        worksheet.value(number, column, text.substring(0, Math.min(LONGEST, text.length())));
        style(worksheet, number, column, row.heading());
      }
    }
  }

  private static void style(Worksheet worksheet, int row, int column, boolean heading) {
    if (heading) {
      worksheet
          .style(row, column)
          .format(TEXT)
          .wrapText(true)
          .verticalAlignment("top")
          .bold()
          .fillColor(SHADE)
          .set();
    } else {
      worksheet.style(row, column).format(TEXT).wrapText(true).verticalAlignment("top").set();
    }
  }
}
