package fr.oubli.intake;

import org.jspecify.annotations.Nullable;

/** Rows in the text format of {@code COPY}. */
final class CopyText {

  private static final String NULL = "\\N";

  private final StringBuilder text = new StringBuilder();
  private boolean first = true;

  void number(long number) {
    separate();
    text.append(number);
  }

  void cell(@Nullable String value) {
    separate();
    if (value == null) {
      text.append(NULL);
      return;
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> text.append("\\\\");
        case '\t' -> text.append("\\t");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        default -> text.append(c);
      }
    }
  }

  /** A row of a line that cannot be taken, with so many cells that say nothing. */
  void fault(long number, String why, int cells) {
    number(number);
    cell(null);
    cell(null);
    cell(why);
    cell(null);
    for (int i = 0; i < cells; i++) {
      cell(null);
    }
    end();
  }

  void end() {
    text.append('\n');
    first = true;
  }

  private void separate() {
    if (!first) {
      text.append('\t');
    }
    first = false;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
