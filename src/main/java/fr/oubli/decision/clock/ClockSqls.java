package fr.oubli.decision.clock;

import fr.oubli.model.datamap.References.Step;
import fr.oubli.model.policy.Clock;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.model.policy.FiscalYearClock;
import fr.oubli.model.policy.PersonClock;
import fr.oubli.model.policy.RefusalClock;
import fr.oubli.model.policy.RowClock;
import fr.oubli.model.policy.Rule;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.ReferencePath;
import fr.oubli.schema.sql.SessionTable;
import java.time.LocalDate;
import java.util.List;

/** Puts the clocks of rules, and of requests, into SQL for a collection. */
public record ClockSqls(MappedSchema schema, Days days) {

  /**
   * The clock of a rule for a collection that it acts on.
   *
   * @throws Refusal where no reference leads from the collection to the clock's date
   */
  public ClockSql of(Rule rule, String collection) {
    return rule.starts()
        .map(
            new Clock.Cases<ClockSql>() {
              @Override
              public ClockSql row(RowClock clock) {
                return single(rule, collection, clock.column());
              }

              @Override
              public ClockSql person(PersonClock clock) {
                return ofPerson(rule, collection);
              }

              @Override
              public ClockSql fiscalYear(FiscalYearClock clock) {
                return clock
                    .togetherWith()
                    .map(link -> family(rule, collection, clock.column(), link))
                    .orElseGet(() -> single(rule, collection, clock.column()));
              }

              @Override
              public ClockSql refusal(RefusalClock clock) {
                return new RefusalClockSql(
                    schema, clock, collection, column(clock.chosen()), cutoff(rule));
              }
            });
  }

  /** The clock of a rule whose clock is per person. */
  public PersonClockSql ofPerson(Rule rule, String collection) {
    return new PersonClockSql(schema, days, rule, collection, cutoff(rule));
  }

  /** The rows that were found for a request, in the place of a clock. */
  public ClockSql ofRequest(String collection, long request) {
    return new RequestClockSql(days, collection, schema.table(collection), request);
  }

  /** The largest date that a rule makes due. */
  public LocalDate cutoff(Rule rule) {
    return rule.starts()
        .lastDueDate(days.asOf(), rule.keep().period(), schema.policy().fiscalYears());
  }

  private ClockSql single(Rule rule, String collection, ColumnName date) {
    return new RowClockSql(
        column(date),
        DateMeaning.of(schema, rule.starts(), date),
        upwards(rule, collection, date),
        cutoff(rule));
  }

  private ClockSql family(Rule rule, String collection, ColumnName date, ColumnName link) {
    String links = SessionTable.name(schema.policy(), rule, "links");
    String name = SessionTable.name(schema.policy(), rule, "families");
    return new FamilyClockSql(
        column(date),
        link,
        upwards(rule, collection, date),
        cutoff(rule),
        new GatheredFamilies(column(date), link, cutoff(rule), links, name));
  }

  private DateColumn column(ColumnName date) {
    return new DateColumn(schema, days, date);
  }

  private ReferencePath upwards(Rule rule, String collection, ColumnName date) {
    if (collection.equals(date.collection())) {
      return new ReferencePath(schema, List.of());
    }
    List<Step> path =
        schema
            .pathUp(collection, date.collection())
            .orElseThrow(
                () ->
                    new Refusal(
                        ExitCode.INVALID,
                        rule.place() + ": " + collection + " has no reference towards " + date));
    return new ReferencePath(schema, path);
  }
}
