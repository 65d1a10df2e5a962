package fr.oubli.model.policy;

import fr.oubli.model.yaml.Place;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which collection holds the accounting documents, and what its columns are to an accountant.
 *
 * @param lines where amounts per rate are; null where only totals are known
 * @param approval nothing accounting is destroyed before an accountant approved it
 */
public record Accounting(
    String documents,
    DocumentColumns document,
    Amounts totals,
    @Nullable Lines lines,
    boolean approval,
    Place place) {

  /**
   * Columns of a document, its amounts left out.
   *
   * @param series null where the number alone is unique
   * @param type null where all documents are of one kind
   * @param corrects the reference from a credit note to what it corrects; null where there is none
   * @param account the auxiliary account, never a name
   * @param settled the day of payment; null where nobody notes it
   */
  public record DocumentColumns(
      String number,
      @Nullable String series,
      @Nullable String type,
      String issued,
      @Nullable String corrects,
      @Nullable String account,
      @Nullable String settled) {}

  /** Columns of amounts; the sum with tax is computed where no column says it. */
  public record Amounts(String exclTax, String tax, @Nullable String inclTax) {}

  /** The lines of documents. */
  public record Lines(String collection, String rate, String exclTax, String tax) {}

  /** The document's own columns. */
  public List<String> columns() {
    return Stream.of(
            number(),
            series(),
            type(),
            issued(),
            corrects(),
            account(),
            totals.exclTax(),
            totals.tax(),
            totals.inclTax(),
            settled())
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .toList();
  }

  public String number() {
    return document.number();
  }

  public @Nullable String series() {
    return document.series();
  }

  public @Nullable String type() {
    return document.type();
  }

  public String issued() {
    return document.issued();
  }

  public @Nullable String corrects() {
    return document.corrects();
  }

  public @Nullable String account() {
    return document.account();
  }

  public @Nullable String settled() {
    return document.settled();
  }
}
