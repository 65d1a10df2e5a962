package fr.oubli.decision.clock;

import fr.oubli.model.policy.Rule;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.ReferencePath;
import fr.oubli.schema.sql.Sql;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is remembered of a row's person for the clock of a rule, after rows that said it are gone.
 * Everything is empty where no reference leads from the row to a person.
 */
record RememberedPerson(
    MappedSchema schema, Days days, Rule rule, String collection, LocalDate cutoff) {

  /**
   * A row that is gone keeps the others: its event is not over, or it left the person out of the
   * rule when this day began. The second counts for the whole day, so that a night does what its
   * plan said.
   */
  Optional<Sql> keeps(String alias, LookupStyle style) {
    Sql keeping =
        rule.unlessHas().isEmpty()
            ? Sql.of("gone.last_day > ?", cutoff)
            : Sql.of("(gone.last_day > ? or gone.excepted_on >= ?)", cutoff, days.asOf());
    // The first part is asked once per statement. Most nights remember nobody whom it keeps.
    return exists(alias, style, keeping)
        .map(
            found ->
                Sql.format(
                    "(select exists (select 1 from oubli.departed_event gone"
                        + " where gone.rule = {} and {})) and {}",
                    Sql.of("?", rule.written()),
                    keeping,
                    found));
  }

  /** A row that is gone started the clock, and its event is over. */
  Optional<Sql> started(String alias, LookupStyle style) {
    return exists(alias, style, Sql.of("gone.last_day <= ?", cutoff));
  }

  /** A row that is gone told of the person by a date. */
  Optional<Sql> dated(String alias, LookupStyle style) {
    return exists(alias, style, Sql.of("gone.last_day is not null"));
  }

  /**
   * A query of all accounts of which something is remembered, as {@link GatheredPersons} has it.
   *
   * @param undated whether the query has that column
   */
  Optional<Sql> byAccount(boolean undated) {
    if (!schema.hasRegisters()) {
      return Optional.empty();
    }
    Sql keeps =
        rule.unlessHas().isEmpty()
            ? Sql.FALSE
            : Sql.of("coalesce(gone.excepted_on >= ?, false)", days.asOf());
    return Optional.of(
        Sql.format(
            "select {} as account, gone.last_day, {} as over, false as suspect{}"
                + " from oubli.departed_event gone where gone.rule = {} and {}",
            Sql.of(Keys.fromText("gone.subject_key", people())),
            Sql.all(List.of(Sql.of("coalesce(gone.last_day <= ?, false)", cutoff), keeps.not())),
            Sql.of(undated ? ", case when gone.last_day is not null then false end" : ""),
            Sql.of("?", rule.written()),
            Sql.any(List.of(Sql.of("gone.last_day is not null"), keeps))));
  }

  private Optional<Sql> exists(String alias, LookupStyle style, Sql condition) {
    List<Sql> ways =
        upwards().stream()
            .map(
                upwards ->
                    upwards.test(
                        alias,
                        style,
                        person ->
                            style.exists(
                                Sql.of("oubli.departed_event gone"),
                                Sql.all(isOf(person), condition))))
            .toList();
    return ways.isEmpty() ? Optional.empty() : Optional.of(Sql.any(ways));
  }

  /** The latest day of events that are gone; null where there is none. */
  Optional<Sql> day(String alias) {
    List<Sql> days =
        upwards().stream()
            .map(
                upwards ->
                    upwards.value(
                        alias,
                        person ->
                            Sql.format(
                                "(select gone.last_day from oubli.departed_event gone where {})",
                                isOf(person))))
            .toList();
    return switch (days.size()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(days.get(0));
      default -> Optional.of(Sql.format("greatest({})", Sql.list(days)));
    };
  }

  /** The ways by which what is remembered may have made a row due since a watermark. */
  List<Sql> candidates(String alias, Watermark watermark) {
    List<Sql> since = new ArrayList<>();
    since.add(
        Sql.of(
            "gone.rule = ? and gone.last_day > ? and gone.last_day <= ?",
            rule.written(),
            watermark.cutoff(),
            cutoff));
    since.add(Sql.of("gone.run >= ?", watermark.firstRun()));
    if (!rule.unlessHas().isEmpty()) {
      since.add(
          Sql.of(
              "gone.rule = ? and gone.excepted_on >= ? and gone.excepted_on < ?",
              rule.written(),
              watermark.asOf(),
              days.asOf()));
    }
    return upwards().stream()
        .flatMap(upwards -> since.stream().map(condition -> since(upwards, alias, condition)))
        .toList();
  }

  private Sql since(ReferencePath upwards, String alias, Sql condition) {
    return upwards.test(
        alias,
        LookupStyle.SETS,
        person ->
            Sql.format(
                "exists (select 1 from oubli.departed_event gone where {} and {})",
                condition,
                Keys.is(person, people(), "gone.subject_key")));
  }

  private Sql isOf(String person) {
    return Sql.of(
        "gone.rule = ? and gone.subject_key = " + Keys.text(person, people()), rule.written());
  }

  private List<ReferencePath> upwards() {
    return schema.hasRegisters()
        ? schema.persons().owners(collection).stream()
            .map(way -> new ReferencePath(schema, way))
            .toList()
        : List.of();
  }

  private Table people() {
    return schema.table(schema.subjectRule().collection());
  }
}
