package fr.oubli.platform.output;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.QuoteMode;
import org.jspecify.annotations.Nullable;

/** How a table is written as CSV: for people with a spreadsheet, or for programs. */
public enum CsvDialect {
  /**
   * For Excel and LibreOffice in French, which open it at a double click. Every cell has quotes:
   * LibreOffice splits at commas too until somebody tells it not to, and would split amounts.
   */
  FRENCH(
      ';',
      "\uFEFF",
      ',',
      "dd/MM/uuuu",
      QuoteMode.ALL_NON_NULL,
      Guarded.FORMULAS + "|" + Guarded.REWRITTEN),
  /**
   * For programs: only what a spreadsheet would compute is guarded by an apostrophe, and a negative
   * number is not.
   */
  RFC4180(',', "", '.', "uuuu-MM-dd", QuoteMode.MINIMAL, Guarded.COMPUTED),
  /** For programs alone: every value as it is, whatever a spreadsheet would make of it. */
  VERBATIM(',', "", '.', "uuuu-MM-dd", QuoteMode.MINIMAL, Guarded.NOTHING);

  /**
   * Texts that a spreadsheet would change, as regular expressions that Java and PostgreSQL read
   * alike. They have no question mark, which JDBC would take for a parameter.
   */
  private static final class Guarded {

    /** No text at all. */
    private static final String NOTHING = "x^";

    private static final String FORMULAS = "[-=+@\\t\\r\\n\\uFF1D\\uFF0B\\uFF0D\\uFF20].*";
    private static final String COMPUTED =
        "[=+@\\t\\r\\n\\uFF1D\\uFF0B\\uFF0D\\uFF20].*|-([^0-9].*|[0-9.]*[^0-9.].*){0,1}";

    private static final String SIGN = "-+ .,:/()eE$\\u20AC\\u00A0\\u202F";
    private static final String FIGURES = "[" + SIGN + "0-9]*";
    private static final String MONTH =
        "([jJ]an|[fF][e\\u00E9]v|[mM]ar|[aA]vr|[mM]ai|[jJ]ui|[aA]o[u\\u00FB]|[sS]ep|[oO]ct|[nN]ov"
            + "|[dD][e\\u00E9]c)[^ 0-9]{0,7}";

    /**
     * Numbers that lose zeros or digits, other writings of numbers, days and hours that are shown
     * as something else, a key of two columns, which is a negative number in French, and truth.
     */
    private static final String REWRITTEN =
        "0[0-9]+|[0-9]{12,}|[0-9]+["
            + SIGN
            + "]"
            + FIGURES
            + "|[ (.,$\\u20AC\\u00A0\\u202F]"
            + FIGURES
            + "[0-9]"
            + FIGURES
            + "|[0-9]{1,2}[-/. ]"
            + MONTH
            + "([-/. ][0-9]{2,4}){0,1}|"
            + MONTH
            + "[-/. ][0-9]{2,4}|[vV][rR][aA][iI]|[fF][aA][uU][xX]|[tT][rR][uU][eE]";

    private Guarded() {}
  }

  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm");

  private final char delimiter;
  private final String mark;
  private final char decimal;
  private final DateTimeFormatter day;
  private final QuoteMode quotes;
  private final String guarded;
  private final Pattern guardedPattern;

  CsvDialect(
      char delimiter, String mark, char decimal, String day, QuoteMode quotes, String guarded) {
    this.delimiter = delimiter;
    this.mark = mark;
    this.decimal = decimal;
    this.day = DateTimeFormatter.ofPattern(day);
    this.quotes = quotes;
    this.guarded = guarded;
    this.guardedPattern = Pattern.compile(guarded, Pattern.DOTALL);
  }

  /**
   * The texts that an apostrophe stands in front of, as a regular expression for the whole text,
   * for whoever writes cells elsewhere; it has no question mark and no quote.
   */
  public String guarded() {
    return guarded;
  }

  public char delimiter() {
    return delimiter;
  }

  public char decimal() {
    return decimal;
  }

  /** The byte order mark before the first line, where the dialect has one. */
  public String mark() {
    return mark;
  }

  /** Whether each cell that is not null stands between quotes. */
  public boolean quoted() {
    return quotes == QuoteMode.ALL_NON_NULL;
  }

  CSVFormat format() {
    return CSVFormat.Builder.create()
        .setDelimiter(delimiter)
        .setRecordSeparator("\r\n")
        .setQuoteMode(quotes)
        .get();
  }

  /** The cells of one line, each written as its type is, with the line's end. */
  public String line(List<? extends @Nullable Object> cells) {
    return format().format(cells.stream().map(this::cell).toArray()) + "\r\n";
  }

  /** Numbers and dates keep their type; only text can be taken for a formula. */
  @Nullable String cell(@Nullable Object value) {
    if (value == null) {
      return null;
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
    if (value instanceof LocalDateTime moment) {
      return day.format(moment) + " " + MINUTE.format(moment);
    }
    if (value instanceof String text) {
      return neutral(text);
    }
    throw new IllegalArgumentException("no cell for " + value.getClass().getName());
  }

  /** An apostrophe in front: spreadsheets then show the text instead of computing or mending it. */
  private String neutral(String text) {
    return guardedPattern.matcher(text).matches() ? "'" + text : text;
  }
}
