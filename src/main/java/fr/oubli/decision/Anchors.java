package fr.oubli.decision;

import fr.oubli.datamap.References.Step;
import fr.oubli.exit.ExitCode;
import fr.oubli.exit.Refusal;
import fr.oubli.policy.Clock;
import fr.oubli.policy.ColumnName;
import fr.oubli.policy.Cutoff;
import fr.oubli.policy.FiscalYears;
import fr.oubli.policy.Rule;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/** Puts a rule's clock into SQL for a collection. */
record Anchors(Estate estate, Days days) {

  Anchor of(Rule rule, String collection) {
    LocalDate cutoff = cutoff(rule);
    Clock clock = rule.starts();
    if (clock instanceof Clock.RowDate row) {
      return new RowAnchor(
          estate, days, climb(rule, collection, row.column()), row.column(), cutoff);
    }
    if (clock instanceof Clock.LatestOfSubject person) {
      return new PersonAnchor(estate, days, rule, person, collection, cutoff);
    }
    Clock.FiscalYearEnd close = (Clock.FiscalYearEnd) clock;
    Climb climb = climb(rule, collection, close.column());
    ColumnName link = close.togetherWith();
    return link == null
        ? new RowAnchor(estate, days, climb, close.column(), cutoff)
        : new FamilyAnchor(estate, days, climb, close.column(), link, cutoff);
  }

  LocalDate cutoff(Rule rule) {
    if (rule.starts() instanceof Clock.FiscalYearEnd) {
      FiscalYears years = Objects.requireNonNull(estate.policy().fiscalYears());
      return years.lastDueDay(days.asOf(), rule.keep().period());
    }
    return Cutoff.lastDueDay(days.asOf(), rule.keep().period());
  }

  private Climb climb(Rule rule, String collection, ColumnName date) {
    if (collection.equals(date.collection())) {
      return new Climb(estate, List.of());
    }
    List<Step> path =
        estate
            .pathUp(collection, date.collection())
            .orElseThrow(
                () ->
                    new Refusal(
                        ExitCode.INVALID,
                        rule.place() + ": " + collection + " has no reference towards " + date));
    return new Climb(estate, path);
  }
}
