package fr.oubli.decision;

import fr.oubli.catalog.Table;
import fr.oubli.policy.Rule;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is remembered of a person for a rule's clock, after the rows that told it are gone. */
record RememberedPerson(Estate estate, Days days, Rule rule, String collection, LocalDate cutoff) {

  /**
   * Something that went keeps the person's rows: a recent event, or a row that left the person out
   * of the rule as this day began. A night does what its plan said of the day.
   */
  Optional<Sql> keeps(String alias, Look look) {
    return exists(
        alias,
        look,
        rule.unlessHas().isEmpty()
            ? Sql.of("gone.last_day > ?", cutoff)
            : Sql.of("(gone.last_day > ? or gone.excepted_on >= ?)", cutoff, days.asOf()));
  }

  /** An event that is over went before the rest of the person's rows. */
  Optional<Sql> started(String alias, Look look) {
    return exists(alias, look, Sql.of("gone.last_day <= ?", cutoff));
  }

  private Optional<Sql> exists(String alias, Look look, Sql condition) {
    return climb()
        .map(
            climb ->
                climb.test(
                    alias,
                    look,
                    person ->
                        look.exists(
                            Sql.of("oubli.departed_event gone"),
                            Sql.format("{} and {}", isOf(person), condition))));
  }

  /** The latest day of events that are gone, null where none is. */
  Optional<Sql> day(String alias) {
    return climb()
        .map(
            climb ->
                climb.value(
                    alias,
                    person ->
                        Sql.format(
                            "(select gone.last_day from oubli.departed_event gone where {})",
                            isOf(person))));
  }

  /** The ways in which the memory may have made a row due since a look. */
  List<Sql> recent(String alias, LastLook last) {
    List<Sql> since = new ArrayList<>();
    since.add(
        Sql.of(
            "gone.rule = ? and gone.last_day > ? and gone.last_day <= ?",
            rule.name(),
            last.cutoff(),
            cutoff));
    since.add(Sql.of("gone.run >= ?", last.run()));
    if (!rule.unlessHas().isEmpty()) {
      since.add(
          Sql.of(
              "gone.rule = ? and gone.excepted_on >= ? and gone.excepted_on < ?",
              rule.name(),
              last.asOf(),
              days.asOf()));
    }
    return climb().stream()
        .flatMap(climb -> since.stream().map(condition -> since(climb, alias, condition)))
        .toList();
  }

  private Sql since(Climb climb, String alias, Sql condition) {
    return climb.test(
        alias,
        Look.SETS,
        person ->
            Sql.format(
                "exists (select 1 from oubli.departed_event gone where {} and {})",
                condition,
                Keys.is(person, people(), "gone.subject_key")));
  }

  private Sql isOf(String person) {
    return Sql.of(
        "gone.rule = ? and gone.subject_key = " + Keys.text(person, people()), rule.name());
  }

  private Optional<Climb> climb() {
    return estate.hasRegisters()
        ? estate
            .pathUp(collection, estate.subjectRule().collection())
            .map(path -> new Climb(estate, path))
        : Optional.empty();
  }

  private Table people() {
    return estate.table(estate.subjectRule().collection());
  }
}
