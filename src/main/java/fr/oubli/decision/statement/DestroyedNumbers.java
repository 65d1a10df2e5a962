package fr.oubli.decision.statement;

import fr.oubli.decision.clock.Days;
import fr.oubli.decision.keep.CountedDocuments;
import fr.oubli.model.policy.Accounting;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.schema.sql.DateReading;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.Sql;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

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
  List<Sql> returned(String row, Days days) {
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
        issued(
            days,
            schema.column(row, documents, accounting.issued()),
            any -> schema.date(row, date())));
  }

  /**
   * What a deletion from the intermediate archive must return. A column is null where the archive
   * did not keep it.
   */
  public List<Sql> returnedFromArchive(String row, Days days) {
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
        issued(
            days,
            Sql.of("(" + row + ".content ->> ?)", accounting.issued()),
            reading -> schema.archivedDate(row + ".content", accounting.documents(), reading)));
  }

  /** The day of issue, by the same reading as the clocks'; what is a day is taken as it is. */
  private Sql issued(Days days, Sql otherwise, Function<DateReading, Sql> value) {
    return Sql.format(
        "{}::date as issued",
        schema
            .readings(accounting.documents())
            .of(accounting.issued())
            .filter(reading -> reading.scale() != DateReading.Scale.DAY)
            .map(reading -> days.dayOf(value.apply(reading), reading))
            .orElse(otherwise));
  }

  private ColumnName date() {
    return new ColumnName(accounting.documents(), accounting.issued());
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
