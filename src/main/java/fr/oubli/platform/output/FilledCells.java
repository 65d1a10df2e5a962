package fr.oubli.platform.output;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;

/** Reads what somebody wrote into a sheet of ours, with a spreadsheet of their own. */
public final class FilledCells {

  private static final DateTimeFormatter FRENCH =
      DateTimeFormatter.ofPattern("dd/MM/uuuu").withResolverStyle(ResolverStyle.STRICT);

  private FilledCells() {}

  /**
   * A day, as French spreadsheets write it or as ISO 8601 does.
   *
   * @throws IllegalArgumentException for any other text, with what to tell of the cell
   */
  public static LocalDate day(String text, String column) {
    try {
      return text.contains("/") ? LocalDate.parse(text, FRENCH) : LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          text.isEmpty()
              ? "says nothing in '" + column + "'"
              : "'" + text + "' in '" + column + "' is not a day; write it as 31/12/2026");
    }
  }

  /** The text without the apostrophe that kept a spreadsheet from computing it. */
  public static String plain(String text) {
    return text.startsWith("'") ? text.substring(1) : text;
  }
}
