package fr.oubli.rights.access;

import fr.oubli.model.policy.DataPeriod;
import fr.oubli.model.policy.Fallback;
import fr.oubli.model.policy.Keep;
import fr.oubli.model.policy.PeriodByValue;
import fr.oubli.model.policy.PeriodInColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A period that stands in the data, in the words of the person who reads.
 *
 * @param column that says it, in the words of the map
 */
record FrenchDataPeriod(String column, Keep.Bound bound) implements DataPeriod.Cases<String> {

  @Override
  public String byValue(PeriodByValue period) {
    List<String> told = new ArrayList<>();
    period
        .periods()
        .forEach((value, length) -> told.add(French.period(length) + " (" + value + ")"));
    add("sinon ", period.otherwise(), told);
    return String.join(", ", told) + ", selon " + column + ",";
  }

  @Override
  public String inColumn(PeriodInColumn period) {
    List<String> told = new ArrayList<>();
    told.add(
        switch (period.unit()) {
          case DAYS -> "le nombre de jours de " + column;
          case MONTHS -> "le nombre de mois de " + column;
          case YEARS -> "le nombre d'années de " + column;
        });
    add("à défaut ", period.missing(), told);
    return String.join(", ", told) + ",";
  }

  private void add(String word, Fallback fallback, List<String> told) {
    switch (fallback.kind()) {
      case STATED -> told.add(word + French.period(Objects.requireNonNull(fallback.period())));
      case STRICTEST ->
          told.add(word + (bound == Keep.Bound.AT_MOST ? "la plus courte" : "la plus longue"));
      case REFUSED -> {}
    }
  }
}
