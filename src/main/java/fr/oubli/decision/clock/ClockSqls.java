package fr.oubli.decision.clock;

import fr.oubli.model.datamap.References.Step;
import fr.oubli.model.policy.Clock;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.model.policy.Cutoff;
import fr.oubli.model.policy.FiscalYears;
import fr.oubli.model.policy.Rule;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.ReferencePath;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/** Puts a rule's clock into SQL for a collection. */
public record ClockSqls(MappedSchema schema, Days days) {

  public ClockSql of(Rule rule, String collection) {
    LocalDate cutoff = cutoff(rule);
    Clock clock = rule.starts();
    if (clock instanceof Clock.RowDate row) {
      return new RowClockSql(
          schema, days, upwards(rule, collection, row.column()), row.column(), cutoff);
    }
    if (clock instanceof Clock.LatestOfSubject person) {
      return new PersonClockSql(schema, days, rule, person, collection, cutoff);
    }
    Clock.FiscalYearEnd close = (Clock.FiscalYearEnd) clock;
    ReferencePath upwards = upwards(rule, collection, close.column());
    ColumnName link = close.togetherWith();
    return link == null
        ? new RowClockSql(schema, days, upwards, close.column(), cutoff)
        : new FamilyClockSql(schema, days, upwards, close.column(), link, cutoff);
  }

  public LocalDate cutoff(Rule rule) {
    if (rule.starts() instanceof Clock.FiscalYearEnd) {
      FiscalYears years = Objects.requireNonNull(schema.policy().fiscalYears());
      return years.lastDueDay(days.asOf(), rule.keep().period());
    }
    return Cutoff.lastDueDay(days.asOf(), rule.keep().period());
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
