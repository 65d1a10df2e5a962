package fr.oubli.model.policy;

import fr.oubli.model.policy.Filter.Cases;

/** A condition on the value of one column. */
public record ColumnFilter(ColumnName column, ValueTest test) implements Filter {

  @Override
  public <R> R map(Cases<R> cases) {
    return cases.column(this);
  }

  /** As people read it: "orders.amount above 100". */
  @Override
  public String toString() {
    return column + " " + test;
  }
}
