package fr.oubli.decision;

import fr.oubli.policy.Accounting;
import java.util.List;
import java.util.Optional;

/** Remembers the numbers of accounting documents that go: a destroyed number is not a gap. */
record DestroyedNumbers(Estate estate, Accounting accounting) {

  static Optional<DestroyedNumbers> of(Estate estate, String collection) {
    return Optional.ofNullable(estate.policy().accounting())
        .filter(accounting -> accounting.documents().equals(collection))
        .map(accounting -> new DestroyedNumbers(estate, accounting));
  }

  /** What a deletion from the active base must return. */
  List<Sql> returned(String row) {
    String documents = accounting.documents();
    return List.of(
        Sql.format(
            "{} as series",
            accounting.series() == null
                ? Sql.of("''::text")
                : Sql.format("{}::text", estate.column(row, documents, accounting.series()))),
        Sql.format("{}::text as number", estate.column(row, documents, accounting.number())),
        Sql.format("{}::date as issued", estate.column(row, documents, accounting.issued())));
  }

  /** The same from the intermediate archive, where the archive kept those columns. */
  List<Sql> returnedFromArchive(String row) {
    return List.of(
        Sql.format(
            "{} as series",
            accounting.series() == null
                ? Sql.of("''::text")
                : Sql.of(row + ".content ->> ?", accounting.series())),
        Sql.of(row + ".content ->> ? as number", accounting.number()),
        Sql.of("(" + row + ".content ->> ?)::date as issued", accounting.issued()));
  }

  Sql remembered(long run) {
    return Sql.of(
        "numbers as (insert into oubli.destroyed_document"
            + " (collection, series, number, issued_on, run)"
            + " select ?, coalesce(series, ''), number, issued, ? from gone where number is not null)",
        accounting.documents(),
        run);
  }
}
