package fr.oubli.schema.gate;

import fr.oubli.model.policy.Fallback;
import fr.oubli.model.policy.PeriodInColumn;
import fr.oubli.model.policy.RowPeriod;
import fr.oubli.model.policy.Rule;
import fr.oubli.model.policy.RulesFromData;
import fr.oubli.schema.gate.FoundPeriods.Counted;
import fr.oubli.schema.gate.FoundPeriods.Found;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges the values of a column that holds periods. */
final class StoredPeriods {

  /** For rows that come while a night runs that found none: far from due. */
  private static final Period NOT_READ = Period.ofYears(100);

  private final Rule rule;
  private final PeriodInColumn period;
  private final FoundPeriods teller;
  private final List<RowPeriod> rows = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();

  StoredPeriods(Rule rule, PeriodInColumn period, FoundPeriods teller) {
    this.rule = rule;
    this.period = period;
    this.teller = teller;
  }

  Found of(List<Counted> all) {
    if (all.size() > FoundPeriods.MOST_VALUES) {
      return new Found(List.of(), List.of(tooMany()));
    }
    List<Counted> missing = new ArrayList<>();
    List<Counted> absurd = new ArrayList<>();
    for (Counted each : all) {
      String value = each.value();
      Optional<Period> credible = value == null ? Optional.empty() : period.unit().of(value);
      credible.ifPresentOrElse(
          found -> rows.add(RowPeriod.of(value, found)),
          () -> (value == null ? missing : absurd).add(each));
    }
    List<Period> stated = new ArrayList<>(rows.stream().map(RowPeriod::period).toList());
    Optional.ofNullable(period.missing().period()).ifPresent(stated::add);
    Optional.ofNullable(period.absurd().period()).ifPresent(stated::add);
    fallBack("missing", period.missing(), missing, stated);
    fallBack("absurd", period.absurd(), absurd, stated);
    if (rows.isEmpty()) {
      rows.add(RowPeriod.of(null, NOT_READ));
    }
    return new Found(rows, refused);
  }

  private void fallBack(String word, Fallback fallback, List<Counted> values, List<Period> stated) {
    if (values.isEmpty()) {
      return;
    }
    boolean unsaid = fallback.kind() == Fallback.Kind.STRICTEST && stated.isEmpty();
    if (fallback.refuses() || unsaid) {
      String other = unsaid ? "" : word + ": strictest, or ";
      String why = unsaid ? ", and no row says which period is the strictest" : "";
      refused.add(
          teller.told(rule, period, values)
              + why
              + "; correct the rows, or write "
              + other
              + word
              + ": with a period");
      return;
    }
    Period said = fallback.period();
    Period given = said == null ? RulesFromData.strictest(stated, rule.keep().bound()) : said;
    values.forEach(each -> rows.add(RowPeriod.of(each.value(), given)));
  }

  private String tooMany() {
    return "%s: '%s' would be more than %d rules, one for each different value of %s; write { by: %s, 30: P30D, else: strictest } with those that matter"
        .formatted(
            period.place(),
            rule.name(),
            FoundPeriods.MOST_VALUES,
            period.column(),
            period.column());
  }
}
