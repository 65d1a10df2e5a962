package fr.oubli.schema.gate;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.DataPeriod;
import fr.oubli.model.policy.PeriodInColumn;
import fr.oubli.model.policy.Policy;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.Column;
import java.util.List;
import java.util.Optional;

/** A column that holds periods holds numbers. */
record PeriodGate(Catalog catalog, DataMap map, Policy policy) {

  List<Problem> problems() {
    return policy.rules().stream()
        .flatMap(rule -> rule.keep().inData().stream())
        .flatMap(period -> problem(period).stream())
        .toList();
  }

  private Optional<Problem> problem(DataPeriod period) {
    Column column =
        catalog.table(map.required(period.column().collection())).column(period.column().column());
    return period instanceof PeriodInColumn counted && !column.isNumber()
        ? Optional.of(
            Problem.invalid(
                period.place(),
                "'%s' is %s, which is %s and no number"
                    .formatted(counted.unit().word(), period.column(), column.type()),
                "name a column of numbers, or write { by: %s, VALUE: P3Y, else: refused }"
                    .formatted(period.column())))
        : Optional.empty();
  }
}
