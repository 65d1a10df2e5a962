package fr.oubli.accounting;

import fr.oubli.output.CsvDialect;

/** Cells as PostgreSQL spells them: the server formats, Java only carries the lines. */
record Cells(CsvDialect dialect) {

  /** An apostrophe in front of what a spreadsheet would take for a formula. */
  String text(String column) {
    return "case when left("
        + column
        + ", 1) in ('=', '+', '-', '@', E'\\t', E'\\r') then '''' || "
        + column
        + " else "
        + column
        + " end";
  }

  String number(String column) {
    return dialect.decimal() == '.'
        ? column + "::text"
        : "replace(" + column + "::text, '.', '" + dialect.decimal() + "')";
  }

  String day(String column) {
    return "to_char("
        + column
        + ", '"
        + (dialect == CsvDialect.FRENCH ? "DD/MM/YYYY" : "YYYY-MM-DD")
        + "')";
  }
}
