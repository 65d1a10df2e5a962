package fr.oubli.model.policy;

import fr.oubli.model.yaml.Place;
import java.time.Period;

/** A period that stands in the data, by the value of a column of what a row belongs to. */
public sealed interface DataPeriod extends PeriodSource permits PeriodByValue, PeriodInColumn {

  /** The column whose value says it. */
  ColumnName column();

  /** Where the policy says so. */
  Place place();

  /**
   * What somebody makes of each kind.
   *
   * @param <R> what is made
   */
  interface Cases<R> {
    R byValue(PeriodByValue period);

    R inColumn(PeriodInColumn period);
  }

  /** One case per kind, so that a kind that is forgotten anywhere does not compile. */
  <R> R map(Cases<R> cases);

  @Override
  default Period period() {
    throw new IllegalStateException("the period stands in " + column() + " and was not read");
  }
}
