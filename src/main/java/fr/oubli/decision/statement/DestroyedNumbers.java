package fr.oubli.decision.statement;

import fr.oubli.decision.keep.CountedDocuments;
import fr.oubli.model.policy.Accounting;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.Sql;
import java.util.List;
import java.util.Optional;

/**
 * Remembers the numbers of accounting documents that go, so that a number that was destroyed is not
 * taken for a gap in the numbering. What is no document has no number to remember.
 */
public record DestroyedNumbers(MappedSchema schema, Accounting accounting) {

  /** Empty for what is no accounting document. */
  public static Optional<DestroyedNumbers> of(MappedSchema schema, String collection) {
    return Optional.ofNullable(schema.policy().accounting())
        .filter(accounting -> accounting.documents().equals(collection))
        .map(accounting -> new DestroyedNumbers(schema, accounting));
  }

  /** What a deletion from the active base must return. */
  List<Sql> returned(String row) {
    String documents = accounting.documents();
    return List.of(
        Sql.format(
            "{} as series",
            accounting.series() == null
                ? Sql.of("''::text")
                : Sql.format("{}::text", schema.column(row, documents, accounting.series()))),
        Sql.format(
            "{} as number",
            Sql.when(
                new CountedDocuments(schema, accounting).is(row),
                Sql.format("{}::text", schema.column(row, documents, accounting.number())))),
        Sql.format("{}::date as issued", schema.column(row, documents, accounting.issued())));
  }

  /**
   * What a deletion from the intermediate archive must return. A column is null where the archive
   * did not keep it.
   */
  public List<Sql> returnedFromArchive(String row) {
    return List.of(
        Sql.format(
            "{} as series",
            accounting.series() == null
                ? Sql.of("''::text")
                : Sql.of(row + ".content ->> ?", accounting.series())),
        Sql.format(
            "{} as number",
            Sql.when(
                new CountedDocuments(schema, accounting).isInArchive(row),
                Sql.of(row + ".content ->> ?", accounting.number()))),
        Sql.of("(" + row + ".content ->> ?)::date as issued", accounting.issued()));
  }

  /** A part of a statement in which {@code gone} are the documents that go. */
  public Sql remembered(long run) {
    return Sql.of(
        "numbers as (insert into oubli.destroyed_document"
            + " (collection, series, number, issued_on, run)"
            + " select ?, coalesce(series, ''), number, issued, ? from gone where number is not null)",
        accounting.documents(),
        run);
  }
}
