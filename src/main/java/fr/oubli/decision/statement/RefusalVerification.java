package fr.oubli.decision.statement;

import fr.oubli.decision.clock.DateDefect;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.model.policy.RefusalClock;
import fr.oubli.schema.sql.DateReading;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks again which rows were refused. It is written apart from what chose them: the first refusal
 * at or after the last acceptance before the row was set is looked for, and its period added up.
 */
record RefusalVerification(Eligibility eligibility, RefusalClock clock, PeriodOver period) {

  Sql overdue(String row) {
    MappedSchema schema = eligibility.schema();
    DateReading reading = schema.reading(clock.chosen());
    String refusal = schema.freshAlias();
    String acceptance = schema.freshAlias();
    Sql set =
        schema.date(row, new ColumnName(eligibility.target().collection().name(), clock.set()));
    Sql first =
        Sql.format(
            """
            (select min({}) from {}
              where {} and {} = false and {} and {} >= all (
                select {} from {} where {} and {} = true and {} <= {}))""",
            moment(refusal),
            schema.from(clock.choices(), refusal),
            same(row, refusal),
            said(refusal),
            eligibility.days().from(DateDefect.FIRST_CREDIBLE_DAY, moment(refusal), reading),
            moment(refusal),
            moment(acceptance),
            schema.from(clock.choices(), acceptance),
            same(row, acceptance),
            said(acceptance),
            moment(acceptance),
            set);
    return Sql.all(refused(row), Sql.format("coalesce({}, false)", period.of(first, reading)));
  }

  /** A sieve that is hashed once: most rows were never refused by anybody. */
  private Sql refused(String row) {
    String refusal = eligibility.schema().freshAlias();
    return Sql.format(
        "(({}) in (select {} from {} where {} = false)) is true",
        Sql.list(columns(row, eligibility.target().collection().name())),
        Sql.list(columns(refusal, clock.choices())),
        eligibility.schema().from(clock.choices(), refusal),
        said(refusal));
  }

  private List<Sql> columns(String alias, String collection) {
    return clock.same().stream()
        .map(name -> eligibility.schema().column(alias, new ColumnName(collection, name)))
        .toList();
  }

  private Sql moment(String choice) {
    return eligibility.schema().date(choice, clock.chosen());
  }

  private Sql said(String choice) {
    return eligibility.schema().column(choice, new ColumnName(clock.choices(), clock.accepted()));
  }

  private Sql same(String row, String choice) {
    List<Sql> own = columns(row, eligibility.target().collection().name());
    List<Sql> theirs = columns(choice, clock.choices());
    List<Sql> equal = new ArrayList<>();
    for (int i = 0; i < own.size(); i++) {
      equal.add(Sql.format("{} = {}", own.get(i), theirs.get(i)));
    }
    return Sql.all(equal);
  }
}
