package fr.oubli.accounting;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What an accountant decided of one document.
 *
 * @param line of the file
 * @param reviewOn when a freeze is to be looked at again; null where nothing is frozen
 */
record DecisionLine(
    long line,
    String series,
    String number,
    LocalDate issued,
    BigDecimal inclTax,
    Choice choice,
    String by,
    LocalDate on,
    @Nullable LocalDate reviewOn) {

  /** What becomes of the document. */
  enum Choice {
    KEEP,
    FREEZE,
    DESTROY
  }
}
