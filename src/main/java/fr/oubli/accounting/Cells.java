package fr.oubli.accounting;

import fr.oubli.platform.output.CsvDialect;

/** SQL of cells, as they stand in the file: the server formats them, and Java copies the lines. */
record Cells(CsvDialect dialect) {

  /** An apostrophe in front of what a spreadsheet would compute, or turn into something else. */
  String text(String column) {
    return "case when "
        + column
        + " ~ '^("
        + dialect.guarded()
        + ")$' then '''' || "
        + column
        + " else "
        + column
        + " end";
  }

  /** A kind of document, in French where it has a usual name; programs get what is stored. */
  String kind(String column) {
    return dialect == CsvDialect.FRENCH
        ? "(case "
            + column
            + " when 'invoice' then 'facture' when 'credit_note' then 'avoir'"
            + " when 'order_form' then 'bon de commande' else "
            + column
            + " end)"
        : column;
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
