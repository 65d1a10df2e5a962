package fr.oubli.accounting;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What an accountant decided of one document.
 *
 * @param line of the file
 */
record DecisionLine(long line, Document document, Decided decided) {

  /** A document as the line names it; the stored one must have the same day and amount. */
  record Document(String series, String number, LocalDate issued, BigDecimal inclTax) {}

  /**
   * A decision, and who made it when.
   *
   * @param reviewOn when a freeze is to be looked at again; null where nothing is frozen
   */
  record Decided(Choice choice, String by, LocalDate on, @Nullable LocalDate reviewOn) {}

  /** What becomes of the document. */
  enum Choice {
    KEEP,
    FREEZE,
    DESTROY
  }
}
