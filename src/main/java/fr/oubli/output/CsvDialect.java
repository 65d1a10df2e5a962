package fr.oubli.output;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;

/** How a table is written for those who open it. */
public enum CsvDialect {
  /** What Excel in French opens at a double click. */
  FRENCH(';', "\uFEFF", ',', "dd/MM/uuuu"),
  /** What programs read. */
  RFC4180(',', "", '.', "uuuu-MM-dd");

  private static final String FORMULA_STARTS = "=+-@\t\r";

  private final char delimiter;
  private final String mark;
  private final char decimal;
  private final DateTimeFormatter day;

  CsvDialect(char delimiter, String mark, char decimal, String day) {
    this.delimiter = delimiter;
    this.mark = mark;
    this.decimal = decimal;
    this.day = DateTimeFormatter.ofPattern(day);
  }

  public char delimiter() {
    return delimiter;
  }

  public char decimal() {
    return decimal;
  }

  /** What stands before the first line. */
  public String mark() {
    return mark;
  }

  CSVFormat format() {
    return CSVFormat.Builder.create().setDelimiter(delimiter).setRecordSeparator("\r\n").get();
  }

  /** The cells of one line, each written as its type is, with the line's end. */
  public String line(List<? extends @Nullable Object> cells) {
    return format().format(cells.stream().map(this::cell).toArray()) + "\r\n";
  }

  /** Numbers and dates keep their type; only text can be taken for a formula. */
  String cell(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof BigDecimal number) {
      return number.toPlainString().replace('.', decimal);
    }
    if (value instanceof Integer || value instanceof Long || value instanceof BigInteger) {
      return value.toString();
    }
    if (value instanceof LocalDate date) {
      return day.format(date);
    }
    if (value instanceof String text) {
      return neutral(text);
    }
    throw new IllegalArgumentException("no cell for " + value.getClass().getName());
  }

  /** An apostrophe in front: spreadsheets then show the text instead of computing it. */
  private static String neutral(String text) {
    return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }
}
