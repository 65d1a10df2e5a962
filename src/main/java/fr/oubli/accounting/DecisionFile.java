package fr.oubli.accounting;

import fr.oubli.accounting.DecisionLine.Choice;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.platform.output.CsvInput;
import fr.oubli.platform.output.FilledCells;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the report back, after an accountant filled the columns of decisions in a spreadsheet. It
 * is read line by line, in little memory however many there are.
 */
final class DecisionFile {

  private static final List<String> NEEDED =
      List.of(
          ReportSql.SERIES,
          ReportSql.NUMBER,
          ReportSql.ISSUED,
          ReportSql.INCL_TAX,
          ReportSql.DECISION,
          ReportSql.DECIDED_BY,
          ReportSql.DECIDED_ON,
          ReportSql.REVIEW_ON);

  private final Path file;
  private final LocalDate today;
  private final DecisionTable table;
  private final Map<String, Integer> places = new HashMap<>();

  DecisionFile(Path file, LocalDate today, DecisionTable table) {
    this.file = file;
    this.today = today;
    this.table = table;
  }

  /**
   * Puts the decisions, and the faults of single lines, into the table.
   *
   * @throws Refusal when the file as a whole is not the report
   */
  void read() {
    CsvInput.read(file, this::row);
    if (places.isEmpty()) {
      places(List.of());
    }
  }

  String at(long line, String what) {
    return file + ":" + line + ": " + what;
  }

  private void row(long number, List<String> cells) {
    if (places.isEmpty()) {
      places.putAll(places(cells));
    } else {
      line(number, cells);
    }
  }

  private Map<String, Integer> places(List<String> header) {
    Map<String, Integer> found = new HashMap<>();
    for (int i = 0; i < header.size(); i++) {
      found.put(plain(header.get(i)), i);
    }
    List<String> missing = NEEDED.stream().filter(name -> !found.containsKey(name)).toList();
    if (!missing.isEmpty()) {
      throw new Refusal(
          ExitCode.INVALID,
          at(1, "has no column " + String.join(", ", missing) + "; take a new report and fill it"));
    }
    return found;
  }

  /** Whichever apostrophes and spaces the spreadsheet or an earlier version wrote. */
  private static String plain(String heading) {
    return heading.replace('’', '\'').replace('\u00a0', ' ').replace('\u202f', ' ').strip();
  }

  private void line(long number, List<String> row) {
    Map<String, String> cells = new HashMap<>();
    places.forEach((name, i) -> cells.put(name, i < row.size() ? row.get(i).strip() : ""));
    String decision = cells.getOrDefault(ReportSql.DECISION, "");
    if (decision.isEmpty()) {
      return;
    }
    try {
      table.decided(decided(number, cells, decision));
    } catch (IllegalArgumentException e) {
      table.wrong(number, String.valueOf(e.getMessage()));
    }
  }

  private DecisionLine decided(long number, Map<String, String> cells, String decision) {
    Choice choice = choice(decision);
    String by = cells.getOrDefault(ReportSql.DECIDED_BY, "");
    if (by.isEmpty()) {
      throw new IllegalArgumentException("says nothing in '" + ReportSql.DECIDED_BY + "'");
    }
    LocalDate on = day(cells, ReportSql.DECIDED_ON);
    if (on.isAfter(today)) {
      throw new IllegalArgumentException("was decided on " + on + ", which is still to come");
    }
    DecisionLine.Document document =
        new DecisionLine.Document(
            FilledCells.plain(cells.getOrDefault(ReportSql.SERIES, "")),
            FilledCells.plain(cells.getOrDefault(ReportSql.NUMBER, "")),
            day(cells, ReportSql.ISSUED),
            amount(cells.getOrDefault(ReportSql.INCL_TAX, "")));
    LocalDate reviewOn = choice == Choice.FREEZE ? day(cells, ReportSql.REVIEW_ON) : null;
    return new DecisionLine(number, document, new DecisionLine.Decided(choice, by, on, reviewOn));
  }

  private static Choice choice(String decision) {
    String word =
        Normalizer.normalize(decision, Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toUpperCase(Locale.ROOT);
    return switch (word) {
      case "CONSERVER" -> Choice.KEEP;
      case "GELER", "GELE" -> Choice.FREEZE;
      case "ELIMINER", "A ELIMINER" -> Choice.DESTROY;
      default ->
          throw new IllegalArgumentException(
              "'" + decision + "' is no decision; write CONSERVER, GELER or ÉLIMINER");
    };
  }

  private static LocalDate day(Map<String, String> cells, String column) {
    return FilledCells.day(cells.getOrDefault(column, ""), column);
  }

  private static BigDecimal amount(String text) {
    try {
      return new BigDecimal(text.replace(',', '.').replaceAll("[\\s\\u00a0\\u202f]", ""));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is not an amount");
    }
  }
}
