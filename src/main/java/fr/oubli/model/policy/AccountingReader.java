package fr.oubli.model.policy;

import fr.oubli.model.policy.Accounting.Amounts;
import fr.oubli.model.policy.Accounting.DocumentColumns;
import fr.oubli.model.policy.Accounting.Documents;
import fr.oubli.model.policy.Accounting.Lines;
import fr.oubli.model.yaml.Faults;
import fr.oubli.model.yaml.Mapping;
import java.util.Optional;

/** Reads {@code accounting}: which collection holds the accounting documents. */
final class AccountingReader {

  private AccountingReader() {}

  static Optional<Accounting> accounting(Mapping root) {
    return root.mapping("accounting").flatMap(AccountingReader::read);
  }

  private static Optional<Accounting> read(Mapping block) {
    block.knowing(
        "documents",
        "only",
        "number",
        "series",
        "type",
        "issued",
        "corrects",
        "account",
        "excl-tax",
        "tax",
        "incl-tax",
        "settled",
        "lines",
        "approval");
    Optional<String> documents = block.requiredText("documents", "documents: invoices");
    Optional<DocumentNumbers> numbers =
        block
            .required("number", "number: the column of the number")
            .flatMap(new NumbersReader(block.faults())::numbers);
    Optional<String> issued = block.requiredText("issued", "issued: the column of its date");
    Optional<String> exclTax = block.requiredText("excl-tax", "excl-tax: the column of that sum");
    Optional<String> tax = block.requiredText("tax", "tax: the column of that sum");
    Optional<Mapping> lines = block.mapping("lines");
    Optional<Lines> read = lines.flatMap(AccountingReader::lines);
    if (documents.isEmpty()
        || numbers.isEmpty()
        || issued.isEmpty()
        || exclTax.isEmpty()
        || tax.isEmpty()
        || lines.isPresent() != read.isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        new Accounting(
            new Documents(documents.get(), only(block, documents.get()), numbers.get()),
            new DocumentColumns(
                block.text("series").orElse(null),
                block.text("type").orElse(null),
                issued.get(),
                block.text("corrects").orElse(null),
                block.text("account").orElse(null),
                block.text("settled").orElse(null)),
            new Amounts(exclTax.get(), tax.get(), block.text("incl-tax").orElse(null)),
            read.orElse(null),
            block.flag("approval"),
            block.place()));
  }

  /**
   * A draft is told from a document by its own row: what a report counts must not hang on others.
   */
  private static Filter only(Mapping block, String documents) {
    Faults faults = block.faults();
    Filter only = block.mapping("only").map(new ColumnReader(faults)::filter).orElse(Filter.NONE);
    only.collections().stream()
        .filter(name -> !name.equals(documents))
        .forEach(
            name ->
                faults.add(
                    block.placeOf("only"),
                    "'only' of accounting speaks of '" + name + "', not of '" + documents + "'",
                    "name columns of '" + documents + "'"));
    return only;
  }

  private static Optional<Lines> lines(Mapping block) {
    block.knowing("collection", "rate", "excl-tax", "tax");
    Optional<String> collection =
        block.requiredText("collection", "collection: the lines of documents");
    Optional<String> rate = block.requiredText("rate", "rate: the column of the tax rate");
    Optional<String> exclTax = block.requiredText("excl-tax", "excl-tax: the column of that sum");
    Optional<String> tax = block.requiredText("tax", "tax: the column of that sum");
    return collection.isEmpty() || rate.isEmpty() || exclTax.isEmpty() || tax.isEmpty()
        ? Optional.empty()
        : Optional.of(new Lines(collection.get(), rate.get(), exclTax.get(), tax.get()));
  }
}
