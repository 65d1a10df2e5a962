package fr.oubli.model.policy;

import fr.oubli.model.yaml.Place;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which collection holds the accounting documents, and what its columns are to an accountant.
 *
 * @param counted what a document is, and how it is numbered
 * @param lines where amounts per rate are; null where only totals are known
 * @param approval nothing accounting is destroyed before an accountant approved it
 */
public record Accounting(
    Documents counted,
    DocumentColumns document,
    Amounts totals,
    @Nullable Lines lines,
    boolean approval,
    Place place) {

  /**
   * What is an accounting document.
   *
   * @param only the rows that are documents: drafts are none
   */
  public record Documents(String collection, Filter only, DocumentNumbers numbers) {}

  /**
   * Columns of a document, its amounts and its number left out.
   *
   * @param series null where the number alone is unique
   * @param type null where all documents are of one kind
   * @param corrects the reference from a credit note to what it corrects; null where there is none
   * @param account the auxiliary account, never a name
   * @param settled the day of payment; null where nobody notes it
   */
  public record DocumentColumns(
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
    return Stream.concat(named(), only().conditions().stream().map(each -> each.column().column()))
        .distinct()
        .toList();
  }

  private Stream<String> named() {
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
        .map(Objects::requireNonNull);
  }

  /** The collection of the documents. */
  public String documents() {
    return counted.collection();
  }

  /** The condition that a document meets; a row of its collection that does not is none. */
  public Filter only() {
    return counted.only();
  }

  public DocumentNumbers numbers() {
    return counted.numbers();
  }

  /** The column of the number. */
  public String number() {
    return counted.numbers().column();
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
