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
    return Sql.format("coalesce({}, false)", period.of(first, reading));
  }

  private Sql moment(String choice) {
    return eligibility.schema().date(choice, clock.chosen());
  }

  private Sql said(String choice) {
    return eligibility.schema().column(choice, new ColumnName(clock.choices(), clock.accepted()));
  }

  private Sql same(String row, String choice) {
    String collection = eligibility.target().collection().name();
    List<Sql> equal = new ArrayList<>();
    for (String name : clock.same()) {
      equal.add(
          Sql.format(
              "{} = {}",
              eligibility.schema().column(row, new ColumnName(collection, name)),
              eligibility.schema().column(choice, new ColumnName(clock.choices(), name))));
    }
    return Sql.all(equal);
  }
}
