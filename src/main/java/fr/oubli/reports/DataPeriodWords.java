package fr.oubli.reports;

import fr.oubli.model.policy.DataPeriod;
import fr.oubli.model.policy.Fallback;
import fr.oubli.model.policy.PeriodByValue;
import fr.oubli.model.policy.PeriodInColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A period that stands in the data, in the words of a report.
 *
 * @param column that says it, in words
 * @param strictest what the strictest period is called
 */
record DataPeriodWords(ReportWords words, String column, String strictest)
    implements DataPeriod.Cases<String> {

  @Override
  public String byValue(PeriodByValue period) {
    List<String> told = new ArrayList<>();
    period
        .periods()
        .forEach((value, length) -> told.add(words.text("of-value", words.period(length), value)));
    add("otherwise", period.otherwise(), told);
    return words.text("by-value", String.join(", ", told), column);
  }

  @Override
  public String inColumn(PeriodInColumn period) {
    List<String> told = new ArrayList<>();
    told.add(words.text("in-" + period.unit().name().toLowerCase(Locale.ROOT), column));
    add("if-missing", period.missing(), told);
    return String.join(", ", told);
  }

  private void add(String key, Fallback fallback, List<String> told) {
    switch (fallback.kind()) {
      case STATED ->
          told.add(words.text(key, words.period(Objects.requireNonNull(fallback.period()))));
      case STRICTEST -> told.add(words.text(key, strictest));
      case REFUSED -> {}
    }
  }
}
